package io.narsil.annotations;

import io.narsil.data.FolderNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the images of VOC's files lie: beside them, or where {@code JPEGImages} or {@code images} stands for {@code Annotations}. */
final class VocPlaces {
    private static final Set<String> ANNOTATIONS = Set.of("annotations", "annotation", "xml", "xmls", "labels");
    private static final List<String> IMAGES = List.of("JPEGImages", "images", "Images", "imgs", "img");

    private final FolderFiles files;
    private final Map<Path, List<Path>> folders = new HashMap<>();
    private final Map<Path, Map<String, List<Path>>> stems = new HashMap<>();

    VocPlaces(FolderFiles files) {
        this.files = files;
    }

    /** The folders in which the images of a folder's annotations may lie, of those that hold images. */
    List<Path> images(Path folder) {
        return folders.computeIfAbsent(folder, this::find);
    }

    private List<Path> find(Path folder) {
        Set<Path> found = new LinkedHashSet<>(List.of(folder));
        Path relative = files.root().relativize(folder);
        int at = place(relative);
        if (at >= 0) {
            Path below =
                    at + 1 < relative.getNameCount() ? relative.subpath(at + 1, relative.getNameCount()) : Path.of("");
            IMAGES.forEach(name -> found.add(base(folder).resolve(name).resolve(below)));
            if (found.stream().noneMatch(files::hasImages)) {
                found.add(base(folder).resolve(below));
            }
        }
        return found.stream().filter(files::hasImages).toList();
    }

    /** The place of the last folder with a name for annotations; below 0 if there is none. */
    private static int place(Path relative) {
        for (int i = relative.getNameCount() - 1; i >= 0; i--) {
            if (ANNOTATIONS.contains(relative.getName(i).toString().toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    /** The folder that holds both annotations and images. */
    Path base(Path folder) {
        Path relative = files.root().relativize(folder);
        int at = place(relative);
        if (at < 0) {
            return folder;
        }
        return at == 0 ? files.root() : files.root().resolve(relative.subpath(0, at));
    }

    /** The images of a folder with a name, whatever their ending. */
    List<Path> named(Path folder, String stem) {
        return stems.computeIfAbsent(folder, this::byStem).getOrDefault(stem, List.of());
    }

    private Map<String, List<Path>> byStem(Path folder) {
        Map<String, List<Path>> found = new HashMap<>();
        for (Path image : files.images(folder)) {
            found.computeIfAbsent(FolderFiles.stem(FolderNames.of(image)), s -> new ArrayList<>())
                    .add(image);
        }
        return found;
    }

    /** The folders in a message. */
    String names(List<Path> some, Path own) {
        return some.isEmpty()
                ? own.toString()
                : some.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
