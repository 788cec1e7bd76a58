package io.narsil.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** The message for a user whose file could not be read: the system's own says little more than the file's name. */
public final class Unreadable {
    private Unreadable() {}

    /**
     * The message.
     *
     * @param file name of the file
     * @param e failure of reading it
     */
    public static UserException of(String file, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String lower = reason.toLowerCase(Locale.ROOT);
        if (e instanceof NoSuchFileException) {
            return new UserException(file, "there is no such file", "look at the spelling of its path");
        }
        if (e instanceof AccessDeniedException || lower.contains("permission denied")) {
            return new UserException(file, "you may not read this file", "ask whoever it belongs to, or chmod +r");
        }
        if (e instanceof CharacterCodingException) {
            return new UserException(file, "the file cannot be read: it is not UTF-8 text", "");
        }
        if (lower.contains("is a directory")) {
            return new UserException(file, "this is a folder, not a file", "name a file in it");
        }
        return new UserException(file, "the file cannot be read: " + reason, "");
    }
}
