package io.narsil.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** The message for a user whose file or folder could not be read: the system's own says little more than the file's name. */
public final class Unreadable {
    private Unreadable() {}

    /**
     * The message.
     *
     * @param file name of the file
     * @param e failure of reading it
     */
    public static UserException of(String file, IOException e) {
        String reason = reason(e);
        if (e instanceof NoSuchFileException) {
            return new UserException(file, "there is no such file", "look at the spelling of its path");
        }
        if (denied(e)) {
            return new UserException(file, "you may not read this file", "ask whoever it belongs to, or chmod +r");
        }
        if (e instanceof CharacterCodingException) {
            return new UserException(file, "the file cannot be read: it is not UTF-8 text", "");
        }
        if (reason.toLowerCase(Locale.ROOT).contains("is a directory")) {
            return new UserException(file, "this is a folder, not a file", "name a file in it");
        }
        return new UserException(file, "the file cannot be read: " + reason, "");
    }

    /** What is wrong with a file among many others, without its name. */
    public static String file(IOException e) {
        return denied(e) ? "you may not read this file" : reason(e);
    }

    /** What is wrong with a folder, without its name. */
    public static String folder(IOException e) {
        return denied(e) ? "you may not read this folder" : "the folder cannot be read: " + reason(e);
    }

    private static boolean denied(IOException e) {
        return e instanceof AccessDeniedException
                || reason(e).toLowerCase(Locale.ROOT).contains("permission denied");
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
