package io.narsil.dashboard.action;

import io.narsil.config.Unreadable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The files of what commands said, beside the runs and in none of them; they stay when the server has ended. */
final class JobLogs {
    private static final int MOST = 1_000_000;
    private static final int LONGEST = 400;
    /** The end of a command with several faults, which says none of them. */
    private static final String COUNT = "[0-9]+ problems\\.";

    private final Supplier<Path> place;
    private int next = 1;

    /** @param place folder where it is to be now, since a folder can become a run */
    JobLogs(Supplier<Path> place) {
        this.place = place;
    }

    /** A new file; {@link Refused} where none can be made. */
    synchronized Path create(String title) {
        Path folder = place.get();
        if (Files.isSymbolicLink(folder)) {
            throw new Refused(500, folder + " is a link, which is not followed. Maybe remove it.");
        }
        try {
            Files.createDirectories(folder);
            while (next < MOST) {
                Path file = folder.resolve("%04d-%s.log".formatted(next++, title));
                try {
                    return Files.createFile(file);
                } catch (FileAlreadyExistsException e) {
                    // Of a server that was here before.
                }
            }
            throw new Refused(500, folder + " is full. Maybe remove old files there.");
        } catch (IOException e) {
            throw new Refused(
                    500,
                    "Nothing can be written to " + folder + ", where commands say how they do: " + Unreadable.folder(e)
                            + ".");
        }
    }

    /** The end of a file, of at most so many bytes; empty where there is none. */
    static String tail(Path file, int most) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long begin = Math.max(0, in.length() - most);
            in.seek(begin);
            byte[] bytes = new byte[(int) Math.min(most, in.length() - begin)];
            in.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            // Not from the midst of a line, or of a letter.
            return begin == 0 ? text : text.substring(text.indexOf('\n') + 1);
        } catch (IOException e) {
            return "";
        }
    }

    /** The last sentence of a file. */
    static String last(Path file) {
        List<String> lines = tail(file, 8192)
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            return "";
        }
        String last = lines.get(lines.size() - 1);
        if (last.matches(COUNT) && lines.size() > 1) {
            last = lines.get(lines.size() - 2) + " (" + last.replace(".", "") + ", see the log)";
        }
        return last.length() > LONGEST ? last.substring(0, LONGEST) + "..." : last;
    }
}
