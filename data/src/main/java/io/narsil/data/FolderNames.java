package io.narsil.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the names of files and folders say: which belong to a part, which are images, and which are nobody's images. */
public final class FolderNames {
    /** What desktops, network drives, archives and tools leave behind, in small letters. */
    private static final Set<String> FOREIGN = Set.of(
            "__macosx",
            "@eadir",
            "@tmp",
            "@recycle",
            "@recently-snapshot",
            "#recycle",
            "#snapshot",
            "$recycle.bin",
            "recycler",
            "system volume information",
            "lost+found",
            "__pycache__",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            "icon\r");

    private static final List<String> TRAIN = List.of("train", "training");
    private static final List<String> VALIDATION = List.of("val", "validation", "valid", "dev", "eval");
    private static final List<String> TEST = List.of("test", "testing", "holdout");
    private static final Set<String> IMAGES =
            Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "avif", "jxl");

    private FolderNames() {}

    /** Whether a file or folder is hidden, or one that a system or a tool has left behind. */
    public static boolean foreign(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.startsWith(".")
                || small.startsWith("~$")
                || FOREIGN.contains(small)
                || small.endsWith("@synoeastream")
                || small.endsWith("@synoresource")
                || small.endsWith(":zone.identifier");
    }

    /** The part whose name a folder has, in any case. */
    public static Optional<Part> part(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        if (TRAIN.contains(small)) {
            return Optional.of(Part.TRAIN);
        }
        if (VALIDATION.contains(small)) {
            return Optional.of(Part.VALIDATION);
        }
        return TEST.contains(small) ? Optional.of(Part.TEST) : Optional.empty();
    }

    /** The rank of a folder among those with names for the same part: the most usual name has the lowest. */
    static int rank(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return Stream.of(TRAIN, VALIDATION, TEST)
                .mapToInt(names -> names.indexOf(small))
                .max()
                .orElseThrow();
    }

    /** Whether the name of a file is that of an image. */
    public static boolean image(String name) {
        return IMAGES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The last name of a path. */
    public static String of(Path path) {
        return path.getFileName().toString();
    }
}
