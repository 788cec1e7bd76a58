package io.narsil.runner.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cluster says while jobs wait. The log of a run keeps each sentence once, until there is another one; who searches
 * hears it again after a while only, whatever numbers stand in it.
 */
public final class JobLog {
    private static final Duration USUAL = Duration.ofMinutes(10);

    private final Path file;
    private final Duration pause;
    private final Map<String, Long> heard = new HashMap<>();
    private final List<String> news = new ArrayList<>();
    private String told = "";

    /** @param file text file, to whose end it is written */
    public JobLog(Path file) {
        this(file, USUAL);
    }

    /** @param pause time in which a sentence is no news again */
    JobLog(Path file, Duration pause) {
        this.file = file;
        this.pause = pause;
    }

    /** Keeps a sentence. */
    public synchronized void tell(String sentence) {
        // Of "0/3 nodes are available" and "0/4 nodes are available" one is news.
        String kind = sentence.replaceAll("[0-9]+", "0");
        Long before = heard.get(kind);
        if (before == null || System.nanoTime() - before >= pause.toNanos()) {
            heard.put(kind, System.nanoTime());
            news.add(sentence);
        }
        if (sentence.equals(told)) {
            return;
        }
        told = sentence;
        try {
            // Not through a link, which may lead to a file of somebody else.
            Files.writeString(
                    file,
                    sentence + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            // Where the disk is full, whoever must write says so.
        }
    }

    /** What was told since this was asked last, for who searches. */
    public synchronized List<String> news() {
        List<String> all = List.copyOf(news);
        news.clear();
        return all;
    }
}
