package io.narsil.data;

import io.narsil.config.Problems;
import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds the image files in a folder with one folder for each class, with or without folders for parts, in the order of
 * their names.
 */
final class ClassFolders {
    private final Path folder;
    /** The same path without links, to recognise files that lie outside of it. */
    private final Path real;

    private final Problems problems;
    private final Path train;
    private final Map<String, List<Path>> training;
    private final List<String> classes;

    private final List<Path> files = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    /**
     * Reads the folder of the images to train on.
     *
     * @param problems list that receives what is wrong with single files and folders
     */
    ClassFolders(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
        try {
            real = folder.toRealPath();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        train = Files.isDirectory(folder.resolve("train")) ? folder.resolve("train") : folder;
        training = list(train);
        classes = List.copyOf(training.keySet());
    }

    /** The folder that holds the class folders to train on. */
    Path train() {
        return train;
    }

    List<String> classes() {
        return classes;
    }

    /** Reads the folders of all parts. */
    void readParts() {
        add(training, Part.TRAIN);
        if (!train.equals(folder)) {
            // The first of these folders that is there counts.
            Stream.of("val", "validation")
                    .map(folder::resolve)
                    .filter(Files::isDirectory)
                    .findFirst()
                    .ifPresent(path -> add(known(path), Part.VALIDATION));
            if (Files.isDirectory(folder.resolve("test"))) {
                add(known(folder.resolve("test")), Part.TEST);
            }
        }
    }

    private Map<String, List<Path>> known(Path path) {
        Map<String, List<Path>> found = list(path);
        found.keySet().stream()
                .filter(c -> !classes.contains(c))
                .forEach(c ->
                        problems.add(path.resolve(c).toString(), "there is no class of that name to train on", ""));
        found.keySet().retainAll(classes);
        return found;
    }

    private void add(Map<String, List<Path>> found, Part part) {
        for (int label = 0; label < classes.size(); label++) {
            for (Path file : found.getOrDefault(classes.get(label), List.of())) {
                files.add(file);
                labels.add(label);
                parts.add(part);
            }
        }
    }

    List<Path> files() {
        return List.copyOf(files);
    }

    Listing listing() {
        return Listing.of(classes, labels.stream().mapToInt(label -> label).toArray(), parts.toArray(Part[]::new));
    }

    /** The image files of each class folder. */
    private Map<String, List<Path>> list(Path parent) {
        Map<String, List<Path>> found = new TreeMap<>();
        for (Path classFolder : children(parent)) {
            if (Files.isDirectory(classFolder)) {
                String name = classFolder.getFileName().toString();
                if (name.contains(PreparedLayout.SEPARATOR)) {
                    throw new UserException(
                            parent.toString(), "the name of the class \"" + name + "\" is not one line", "rename it");
                }
                found.put(
                        name,
                        children(classFolder).stream().filter(this::isInside).toList());
            }
        }
        return found;
    }

    static List<Path> children(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(c -> !c.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(parent, e);
        }
    }

    private boolean isInside(Path file) {
        try {
            if (file.toRealPath().startsWith(real)) {
                return true;
            }
            problems.add(file.toString(), "this link leads out of the folder, which is not followed", "copy the image");
        } catch (IOException e) {
            problems.add(file.toString(), "this link leads nowhere", "remove it");
        }
        return false;
    }

    private static UserException unreadable(Path folder, IOException e) {
        return new UserException(folder.toString(), "the folder cannot be read: " + e.getMessage(), "");
    }
}
