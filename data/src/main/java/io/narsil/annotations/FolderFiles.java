package io.narsil.annotations;

import io.narsil.data.DataSpec;
import io.narsil.data.FolderNames;
import io.narsil.data.FolderWalk;
import io.narsil.data.Part;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files that were found in a folder. What annotations name is looked up among these and never opened by its name, so that no
 * name leads anywhere else.
 */
final class FolderFiles {
    private final Path root;
    private final FolderWalk walk;
    private final List<Path> all;
    private final Map<String, Path> byPath = new HashMap<>();
    private final Map<String, Path> byName = new HashMap<>();
    private final Set<String> folders = new HashSet<>();
    private final Map<String, List<Path>> images = new LinkedHashMap<>();

    FolderFiles(DataSpec spec, Findings findings) {
        root = spec.path().orElseThrow();
        walk = new FolderWalk(spec, findings.files(), findings.noted());
        all = walk.all();
        for (Path file : all) {
            byPath.putIfAbsent(key(file), file);
            addFolders(file.getParent());
            byName.putIfAbsent(small(FolderNames.of(file)), file);
            if (FolderNames.image(FolderNames.of(file))) {
                images.computeIfAbsent(key(file.getParent()), k -> new ArrayList<>())
                        .add(file);
            }
        }
    }

    private void addFolders(Path folder) {
        if (folders.add(key(folder)) && !folder.equals(root)) {
            addFolders(folder.getParent());
        }
    }

    /** The folder that a user named. */
    Path root() {
        return root;
    }

    /** The files with an ending such as {@code .xml}, in the order of the walk. */
    List<Path> ending(String... endings) {
        return all.stream()
                .filter(file -> {
                    String name = small(FolderNames.of(file));
                    return List.of(endings).stream().anyMatch(name::endsWith);
                })
                .toList();
    }

    /** All files of images. */
    List<Path> images() {
        return images.values().stream().flatMap(List::stream).toList();
    }

    /** The files of images in a folder, not below it. */
    List<Path> images(Path folder) {
        return images.getOrDefault(key(folder), List.of());
    }

    /** Whether some file of an image lies in a folder, not below it. */
    boolean hasImages(Path folder) {
        return images.containsKey(key(folder));
    }

    /** Whether some file lies in a folder or below it. */
    boolean hasFolder(Path folder) {
        return folders.contains(key(folder));
    }

    /** All files of images in a folder and below it. */
    List<Path> imagesBelow(Path folder) {
        Path below = folder.toAbsolutePath().normalize();
        return images().stream()
                .filter(image -> image.toAbsolutePath().normalize().startsWith(below))
                .toList();
    }

    /** The file of a name in a folder, which may be in folders below it; nothing where none was found there. */
    Optional<Path> find(Path folder, String name) {
        return resolve(folder, name).map(path -> byPath.get(key(path)));
    }

    /** The place that a name in a folder leads to; nothing where it would be outside of the user's folder. */
    Optional<Path> resolve(Path folder, String name) {
        try {
            // A path of Windows is none here, and must not become a name in the folder.
            boolean drive = name.matches("(?s)[A-Za-z]:[/\\\\].*");
            return Optional.of(folder.resolve(name.replace('\\', '/'))).filter(path -> !drive && inside(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private boolean inside(Path path) {
        return path.toAbsolutePath()
                .normalize()
                .startsWith(root.toAbsolutePath().normalize());
    }

    /** A file of the same name elsewhere or in other letters, as a likely fix; empty if there is none. */
    String near(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        Path near = byName.get(small(last));
        if (images.isEmpty()) {
            return "name the folder that holds both images and annotations";
        }
        return near == null ? "" : "it is " + near;
    }

    /** The part whose name a folder on the way to a file has. */
    Optional<Part> part(Path file) {
        for (Path folder : root.relativize(file.getParent())) {
            Optional<Part> part = FolderNames.part(folder.toString());
            if (part.isPresent()) {
                return part;
            }
        }
        return Optional.empty();
    }

    /** The name of a path in a note: without the folder that all have in common. */
    String name(Path path) {
        return walk.name(path);
    }

    /** The name of a file without its ending. */
    static String stem(Path file) {
        return stem(FolderNames.of(file));
    }

    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** One spelling of a path; a letter with its accent may be one character or two. */
    private static String key(Path path) {
        return Normalizer.normalize(path.toAbsolutePath().normalize().toString(), Normalizer.Form.NFC);
    }

    private static String small(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
