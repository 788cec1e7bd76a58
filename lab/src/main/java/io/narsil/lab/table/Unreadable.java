package io.narsil.lab.table;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a CSV file could not be read, for its user. */
final class Unreadable {
    private Unreadable() {}

    static UserException because(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new UserException(file.toString(), "there is no such file", "look at the spelling of its path");
        }
        if (e instanceof CharacterCodingException) {
            return new UserException(file.toString(), "the file is not UTF-8 text", "it is not a CSV file");
        }
        return new UserException(file.toString(), "the file cannot be read: " + e.getMessage(), "");
    }
}
