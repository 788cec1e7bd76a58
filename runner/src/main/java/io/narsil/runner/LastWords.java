package io.narsil.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error output of one worker: appended to the log that all share, line by line, while the line that says most of its
 * end is remembered.
 */
final class LastWords {
    private static final int LONGEST = 200;
    /** Java's account of a crash in native code begins with what happened and ends with nothing of use. */
    private static final Pattern CRASH =
            Pattern.compile("#\\s+(SIG\\w+|Internal Error|Out of Memory|There is insuff).*");

    /** An exception that ends a worker. What follows it, where libtorch threw it, is advice and the addresses of its code. */
    private static final Pattern THROWN =
            Pattern.compile("Exception in thread \"main\" (?:java\\.lang\\.RuntimeException: )?(\\S.*)");

    /** An error that speaks of memory, and not any line that does. */
    private static final Pattern MEMORY = Pattern.compile(
            "(?i)(?=.*(out of memory|outofmemory|insufficient memory|cannot allocate memory|memoryerror|bad_alloc))"
                    + "(?=.*(error|exception|fatal|insufficient|bad_alloc)).*");

    private static final Object WRITING = new Object();

    private final Path log;
    private final Thread thread;
    private String last = "";
    private String crash = "";

    /** Begins to listen. */
    LastWords(InputStream errors, Path log) {
        this.log = log;
        thread = new Thread(() -> listen(errors), "narsil-worker-errors");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(InputStream errors) {
        // Bytes that are no UTF-8 become question marks: a log must never end a run.
        try (BufferedReader in = new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                remember(line);
                write(line);
            }
        } catch (IOException e) {
            // An output that cannot be read any more has ended.
        }
    }

    private synchronized void remember(String line) {
        boolean inner = line.isBlank() || line.startsWith("\t") || line.startsWith(" ");
        Matcher thrown = THROWN.matcher(line);
        if (crash.isEmpty() && CRASH.matcher(line).matches()) {
            crash = line.replaceFirst("#\\s+", "");
        } else if (crash.isEmpty() && thrown.matches()) {
            crash = thrown.group(1);
        } else if (!inner) {
            last = line;
        }
    }

    private void write(String line) {
        synchronized (WRITING) {
            try {
                // Not through a link, which may lead to a file of somebody else.
                Files.writeString(
                        log,
                        line + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        LinkOption.NOFOLLOW_LINKS);
            } catch (IOException e) {
                // Where the disk is full, whoever must write says so; a worker must not wait for its log.
            }
        }
    }

    /** Whether it ended for want of memory, as its words tell; programs end with any code then. */
    static boolean forMemory(String words) {
        return MEMORY.matcher(words).matches();
    }

    /** What it said last, once its process is over; empty where it said nothing. */
    String text() throws InterruptedException {
        // Its own children may keep the output open.
        thread.join(1_000);
        synchronized (this) {
            String words = crash.isEmpty() ? last : crash;
            return words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words;
        }
    }
}
