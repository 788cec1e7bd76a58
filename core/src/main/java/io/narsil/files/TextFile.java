package io.narsil.files;

import io.narsil.config.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads texts. */
public final class TextFile {
    private TextFile() {}

    /** A file's text in UTF-8; a {@link io.narsil.config.UserException} where it cannot be read. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Unreadable.of(file.toString(), e);
        }
    }
}
