package io.narsil.data;

import io.narsil.config.Listed;
import io.narsil.config.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which folder holds the classes of which part: {@code train/}, {@code val/} and {@code test/} under their usual names,
 * or the whole folder, where the classes to train on lie side by side in it.
 *
 * @param train folder that holds the class folders to train on
 * @param others folders of the other parts that are there
 */
record PartFolders(Path train, Map<Part, Path> others) {
    /** Finds them in the folder that a user named; what is there and not used is noted. */
    static PartFolders of(Path folder, FolderWalk walk, Noted noted) {
        Map<Part, Path> found = found(folder, walk, noted);
        if (found.isEmpty()) {
            return new PartFolders(folder, Map.of());
        }
        Path train = found.remove(Part.TRAIN);
        if (train == null) {
            throw new UserException(
                    folder.toString(),
                    "there is no folder \"train\" beside " + names(walk.folders(folder)),
                    "one of them is to be called \"train\"");
        }
        return new PartFolders(train, found);
    }

    /** The folder of each part that is there; none where classes lie side by side. */
    static Map<Part, Path> found(Path folder, FolderWalk walk, Noted noted) {
        Map<Part, List<Path>> parts = new EnumMap<>(Part.class);
        List<Path> rest = new ArrayList<>();
        for (Path child : walk.folders(folder)) {
            Optional<Part> part = FolderNames.part(FolderNames.of(child));
            part.ifPresentOrElse(
                    p -> parts.computeIfAbsent(p, x -> new ArrayList<>()).add(child), () -> rest.add(child));
        }
        List<Path> trains = parts.getOrDefault(Part.TRAIN, List.of());
        boolean divided = (rest.isEmpty() && !parts.isEmpty())
                || trains.stream().anyMatch(train -> !walk.folders(train).isEmpty());
        if (!divided) {
            checkClasses(folder, rest, parts, walk, noted);
            return Map.of();
        }
        if (trains.size() > 1) {
            throw new UserException(
                    folder.toString(),
                    "several folders hold images to train on: " + names(trains),
                    "put their classes into one of them");
        }
        Map<Part, Path> found = new EnumMap<>(Part.class);
        trains.forEach(train -> found.put(Part.TRAIN, train));
        for (Part part : new Part[] {Part.VALIDATION, Part.TEST}) {
            List<Path> candidates = parts.getOrDefault(part, List.of());
            candidates.stream().sorted(PartFolders::byRank).findFirst().ifPresent(first -> found.put(part, first));
            candidates.stream()
                    .filter(c -> !c.equals(found.get(part)))
                    .forEach(c -> noted.add(
                            "folders that are not used, since " + FolderNames.of(found.get(part)) + " holds the images "
                                    + part.purpose(),
                            walk.name(c)));
        }
        rest.forEach(
                c -> noted.add("folders beside " + FolderNames.of(trains.get(0)) + " that are not used", walk.name(c)));
        return found;
    }

    /** The usual names come first, and of one name in two cases the order of names decides. */
    private static int byRank(Path a, Path b) {
        return Integer.compare(FolderNames.rank(FolderNames.of(a)), FolderNames.rank(FolderNames.of(b)));
    }

    /** A part beside class folders would become a class. */
    private static void checkClasses(
            Path folder, List<Path> classes, Map<Part, List<Path>> parts, FolderWalk walk, Noted noted) {
        for (List<Path> folders : parts.values()) {
            for (Path part : folders) {
                if (!walk.folders(part).isEmpty()) {
                    throw new UserException(
                            part.toString(),
                            "this looks like a part of the images, but there are classes beside it: " + names(classes),
                            "put them into " + folder.resolve("train"));
                }
                noted.add("folders that are classes, though they have the name of a part", walk.name(part));
            }
        }
    }

    private static String names(List<Path> folders) {
        return Listed.of(folders.stream().map(FolderNames::of).toList(), 5);
    }
}
