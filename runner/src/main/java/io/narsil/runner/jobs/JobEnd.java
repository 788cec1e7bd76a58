package io.narsil.runner.jobs;

import io.narsil.runner.Death;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/** What is left of a job that ended: the words for its end, and what it printed, for the log of the run. */
final class JobEnd {
    private static final int LONGEST = 200;
    private static final int MOST_LINES = 200;
    /** An end is told last; what stands before may be of an earlier start of the job. */
    private static final int END_LINES = 3;

    /** What a cluster prints where a job has used more memory than it asked for: slurmstepd, for one. */
    private static final Pattern MEMORY =
            Pattern.compile("(?i).*(oom[-_ ]kill|out-of-memory handler|exceeded .*memory limit).*");

    private JobEnd() {}

    /** Why a job ended that has told no result. */
    static Death death(JobCrew.Begun job) {
        List<String> printed = lines(job.folder().output()).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return printed.subList(Math.max(0, printed.size() - END_LINES), printed.size()).stream()
                        .anyMatch(line -> MEMORY.matcher(line).matches())
                ? Death.MEMORY
                : job.job().death();
    }

    /**
     * How a job ended that has told no result.
     *
     * @param began truth of its having written a report
     */
    static String words(JobCrew.Begun job, boolean began) {
        Path output = job.folder().output();
        List<String> printed = lines(output).stream().filter(l -> !l.isBlank()).toList();
        String end = job.job().end();
        if (!printed.isEmpty()) {
            String last = printed.get(printed.size() - 1);
            return end + " without a result, and said \""
                    + (last.length() > LONGEST ? last.substring(0, LONGEST) + "..." : last) + "\" (see workers.log)";
        }
        return began
                ? end + " without a result"
                : end + " and has written nothing into " + job.folder().path().getParent()
                        + ": where it ran, that folder is not seen, or Java cannot be started";
    }

    /** Adds what a job and its trainer printed to the log of the run. */
    static void keep(JobFolder folder, Path log) {
        StringBuilder text = new StringBuilder();
        for (Path file : List.of(folder.output(), folder.log())) {
            List<String> lines = lines(file);
            lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size())
                    .forEach(line -> text.append(line).append('\n'));
        }
        if (text.length() == 0) {
            return;
        }
        synchronized (JobEnd.class) {
            try {
                // Not through a link, which may lead to a file of somebody else.
                Files.writeString(
                        log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
            } catch (IOException e) {
                // Where the disk is full, whoever must write says so.
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            // Bytes that are no UTF-8 become question marks.
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
