package io.narsil.data;

import io.narsil.config.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the image files in a folder with one folder for each class, with or without folders for parts, in the order of
 * their names.
 */
final class ClassFolders {
    private final FolderWalk walk;
    private final ClassFiles inside;
    private final FileFaults faults;
    private final Noted noted;
    private final PartFolders parts;
    private final Map<String, List<Path>> training;
    private final List<String> classes;

    private final List<Path> files = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Part> partOf = new ArrayList<>();

    /**
     * Reads the folder of the images to train on.
     *
     * @param faults list that receives what is wrong with single files and folders
     * @param noted list that receives what a user should know
     */
    ClassFolders(DataSpec spec, FileFaults faults, Noted noted) {
        this.faults = faults;
        this.noted = noted;
        walk = new FolderWalk(spec, faults, noted);
        inside = new ClassFiles(walk, faults, noted);
        parts = PartFolders.of(spec.path().orElseThrow(), walk, noted);
        training = inside.of(parts.train());
        classes = List.copyOf(training.keySet());
    }

    /** The folder that holds the class folders to train on. */
    Path train() {
        return parts.train();
    }

    List<String> classes() {
        return classes;
    }

    /** The folders in the only class folder, where it is itself a folder of classes or parts. */
    Optional<Path> nested() {
        List<Path> folders = walk.folders(train());
        return folders.size() == 1 && walk.folders(folders.get(0)).size() > 1
                ? Optional.of(folders.get(0))
                : Optional.empty();
    }

    /** Reads the folders of all parts. */
    void readParts() {
        add(training, Part.TRAIN);
        noteSpellings();
        parts.others().forEach((part, path) -> add(known(path), part));
    }

    private Map<String, List<Path>> known(Path path) {
        Map<String, List<Path>> found = inside.of(path);
        for (String name : found.keySet()) {
            if (!classes.contains(name)) {
                faults.add(
                        path.resolve(name).toString(),
                        "there is no class of that name to train on",
                        Nearest.of(name, classes)
                                .map(near -> "it is the class \"" + near + "\"")
                                .orElse("remove the folder, or add " + train() + "/" + name));
            }
        }
        found.keySet().retainAll(classes);
        if (!found.isEmpty()) {
            classes.stream()
                    .filter(name -> found.getOrDefault(name, List.of()).isEmpty())
                    .forEach(name -> noted.add("classes of which " + walk.name(path) + " has no image", name));
        }
        return found;
    }

    private void add(Map<String, List<Path>> found, Part part) {
        for (int label = 0; label < classes.size(); label++) {
            for (Path file : found.getOrDefault(classes.get(label), List.of())) {
                files.add(file);
                labels.add(label);
                partOf.add(part);
            }
        }
    }

    /** Of letters, "a" and "A" are two classes; of most other things they are one. */
    private void noteSpellings() {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        classes.stream()
                .filter(name -> !seen.add(name))
                .forEach(name -> noted.add(
                        "classes that differ from another one in capital letters alone (rename the folders if they are"
                                + " the same)",
                        seen.stream().filter(name::equalsIgnoreCase).findFirst().orElse("") + " and " + name));
    }

    List<Path> files() {
        return List.copyOf(files);
    }

    Listing listing() {
        return Listing.of(classes, labels.stream().mapToInt(label -> label).toArray(), partOf.toArray(Part[]::new));
    }
}
