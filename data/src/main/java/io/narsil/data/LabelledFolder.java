package io.narsil.data;

import io.narsil.config.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The images of a folder as they stand, with the names of their class folders: to measure a network on, not to train one. So no
 * part has to be there, and a class may have one image, or none in a part.
 */
final class LabelledFolder {
    private final Map<Part, SortedMap<String, List<Path>>> parts = new TreeMap<>();
    private final List<String> classes;

    /**
     * Finds all images.
     *
     * @param faults list that receives what is wrong with single files and folders
     * @param noted list that receives what a user should know
     * @throws io.narsil.config.UserException where there is no folder of a class
     */
    LabelledFolder(DataSpec spec, FileFaults faults, Noted noted) {
        Path folder = spec.path().orElseThrow();
        FolderWalk walk = new FolderWalk(spec, faults, noted);
        ClassFiles inside = new ClassFiles(walk, faults, noted);
        Map<Part, Path> folders = PartFolders.found(folder, walk, noted);
        // The order of the parts is that in which a study lists them, so that it holds out the same images.
        (folders.isEmpty() ? Map.of(Part.TRAIN, folder) : folders)
                .forEach((part, path) -> parts.put(part, inside.of(path)));
        TreeSet<String> names = new TreeSet<>();
        parts.values().forEach(found -> names.addAll(found.keySet()));
        classes = List.copyOf(names);
        if (classes.isEmpty()) {
            Problems problems = new Problems();
            faults.addTo(problems);
            problems.throwIfAny();
            problems.add(
                    folder.toString(),
                    "there must be a folder for each class of the images, but there is none",
                    "put the images into " + folder + "/CLASS/");
            problems.throwIfAny();
        }
    }

    List<Path> files() {
        List<Path> files = new ArrayList<>();
        parts.values().forEach(found -> found.values().forEach(files::addAll));
        return files;
    }

    Listing listing() {
        List<Integer> labels = new ArrayList<>();
        List<Part> partOf = new ArrayList<>();
        parts.forEach((part, found) -> found.forEach((name, files) -> files.forEach(file -> {
            labels.add(classes.indexOf(name));
            partOf.add(part);
        })));
        return Listing.of(classes, labels.stream().mapToInt(label -> label).toArray(), partOf.toArray(Part[]::new));
    }
}
