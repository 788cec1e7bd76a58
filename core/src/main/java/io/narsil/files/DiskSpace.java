package io.narsil.files;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Checks that a disk has room before anything is written. */
public final class DiskSpace {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private DiskSpace() {}

    /**
     * Throws a {@link UserException} if the disk has no room for a file.
     *
     * @param file path of what is to be written; its folder need not exist yet
     * @param bytes size that it will have
     * @param what content, in the plural, for the message
     * @param maybe likely fix, for the message
     * @throws UserException with the space that is needed and the space that there is
     */
    public static void need(Path file, long bytes, String what, String maybe) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder.getParent() != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        long free;
        try {
            free = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return; // nobody knows: writing will tell
        }
        if (free < bytes) {
            throw new UserException(
                    file.toString(),
                    what + " take " + text(bytes) + ", and the disk has " + text(free) + " left",
                    maybe);
        }
    }

    /** A number of bytes as a text for people. */
    static String text(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
