package io.narsil.store;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether a file lies on a file system of the network. SQLite trusts locks, and memory that all who have the file open share:
 * across machines there is no such memory, and the locks of these file systems do not always hold, so that a database is damaged
 * there sooner or later.
 */
public final class NetworkFiles {
    /** Types as Linux and macOS call them, in lower case; of those that are mounted by FUSE the name after {@code fuse.}. */
    private static final Set<String> TYPES = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "afpfs",
            "webdav",
            "davfs",
            "lustre",
            "beegfs",
            "beegfs_nodev",
            "gpfs",
            "panfs",
            "ceph",
            "glusterfs",
            "sshfs",
            "osxfuse_sshfs",
            "s3fs",
            "gcsfuse",
            "rclone",
            "juicefs",
            "orangefs",
            "wekafs");

    private NetworkFiles() {}

    /** Asks for the type of the file system of a path that is there. */
    public interface Types {
        /** The types as this machine knows them. */
        Types REAL = path -> Files.getFileStore(path).type();

        /** The type, such as {@code ext4} or {@code nfs4}. */
        String of(Path path) throws IOException;
    }

    /** The type of the network's file system on which a file lies, or will; nothing where it is none, or nobody knows. */
    static Optional<String> type(Path file, Types types) {
        Path there = file.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            String type = there == null ? "" : String.valueOf(types.of(there));
            String known = type.toLowerCase(Locale.ROOT).replaceFirst("^fuse\\.", "");
            return TYPES.contains(known) ? Optional.of(type) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Refuses to make a database on a file system of the network, and says what to do. */
    static void refuse(Path file, Types types) {
        type(file, types).ifPresent(type -> {
            throw new UserException(
                    file.toString(),
                    "this lies on a network file system (" + type + "), where SQLite's locks may not hold and its"
                            + " database is damaged sooner or later",
                    "keep the trials elsewhere, by a line of the study: \"store: postgresql://USER@HOST/DATABASE\", or"
                            + " \"store: sqlite:/LOCAL/FILE.db\" on a disk of the machine that searches; all else of the"
                            + " run may lie here");
        });
    }
}
