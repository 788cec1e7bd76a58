package io.narsil.runner.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files of other machines, which on a network's file system may be seen late. */
final class Late {
    private Late() {}

    /** Whether a file is seen here. */
    static boolean seen(Path file) {
        try {
            // What it is like may come from a cache of a network's file system; opening it asks.
            Files.newByteChannel(file, StandardOpenOption.READ).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a file is seen here with so many bytes. */
    static boolean seen(Path file, long bytes) {
        try {
            return seen(file) && Files.size(file) == bytes;
        } catch (IOException e) {
            return false;
        }
    }
}
