package io.narsil.study.folder;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A look at a file of a run, which may be somebody else's, before it is read: a link could lead anywhere, and a pipe never ends. */
public final class PlainFile {
    private PlainFile() {}

    /** Whether there is anything of that name, be it a link that leads nowhere. */
    public static boolean there(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Throws a {@link UserException} where a file is missing, no plain file, outside of the run, or too large.
     *
     * @param most largest number of bytes
     */
    public static void check(RunFolder run, Path file, long most) {
        String name = file.toString();
        try {
            if (!there(file)) {
                throw new UserException(name, "the file is missing", "");
            }
            if (Files.isSymbolicLink(file)) {
                throw new UserException(name, "this is a link, which is not followed", "put the file in its place");
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new UserException(name, "this is no plain file", "");
            }
            if (!file.toRealPath().startsWith(run.path().toRealPath())) {
                throw new UserException(name, "a link on its way leads out of the run, and is not followed", "");
            }
            if (Files.size(file) > most) {
                throw new UserException(
                        name, "it has " + Files.size(file) + " bytes, and no more than " + most + " are read", "");
            }
        } catch (IOException e) {
            throw Unreadable.of(name, e);
        }
    }
}
