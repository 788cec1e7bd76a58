package io.narsil.runner.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The log of a run, for what a cluster says while jobs wait: each sentence once, until there is another one. */
public final class JobLog {
    private final Path file;
    private String told = "";

    /** @param file text file, to whose end it is written */
    public JobLog(Path file) {
        this.file = file;
    }

    /** Keeps a sentence. */
    public synchronized void tell(String sentence) {
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
}
