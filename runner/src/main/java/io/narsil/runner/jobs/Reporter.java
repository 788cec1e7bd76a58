package io.narsil.runner.jobs;

import io.narsil.runner.Death;
import io.narsil.runner.MachineKind;
import io.narsil.runner.Protocol;
import io.narsil.runner.WorkerMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the report of this machine's job: what its trainer says, that it lives, and how it died. */
final class Reporter {
    private final JobFolder folder;
    private final String run;
    private final String node;
    private final MachineKind machine;
    private final List<Path> written;
    private final List<String> lines = new ArrayList<>();
    private long beat;
    private boolean over;

    Reporter(JobFolder folder) {
        this(folder, null, List.of());
    }

    /**
     * A reporter.
     *
     * @param machine kind of this machine
     * @param written list of files that the request has this job write
     */
    Reporter(JobFolder folder, MachineKind machine, List<Path> written) {
        this.folder = folder;
        this.machine = machine;
        this.written = List.copyOf(written);
        run = Nonce.next();
        node = name();
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "";
        }
    }

    /** Writes what the trainer says, of which the last message ends the request. */
    synchronized void say(WorkerMessage message, boolean last) {
        if (!over) {
            over = last;
            lines.add(Protocol.write(message));
            write(null, "");
        }
    }

    /** Writes that the job lives. */
    synchronized void beat() {
        if (!over) {
            write(null, "");
        }
    }

    /** Writes that the trainer died, unless its request was over, or it has died before. */
    synchronized void died(Death death, String how) {
        if (!over) {
            over = true;
            write(death, how);
        }
    }

    private void write(Death death, String how) {
        // A job that is not wanted any more must not make its folder again.
        if (wanted()) {
            beat++;
            new JobReport(run, node, beat, lines, death, how, machine, over ? files() : Map.of())
                    .write(folder.report());
        }
    }

    /** Where this machine has written a file, whoever asked for it must see it before it is told that all is done. */
    private Map<String, Long> files() {
        Map<String, Long> files = new LinkedHashMap<>();
        for (Path file : written) {
            try {
                files.put(file.toString(), Files.size(file));
            } catch (IOException e) {
                // It was not written.
            }
        }
        return files;
    }

    /** Whether the request is still there; a file system that cannot tell does not end a job. */
    boolean wanted() {
        try {
            // What it is like may come from a cache of a network's file system; opening it asks.
            Files.newByteChannel(folder.request(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
                    .close();
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
