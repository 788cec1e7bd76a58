package io.narsil.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the files of classes that lie side by side, a folder each. */
final class ClassFiles {
    private final FolderWalk walk;
    private final FileFaults faults;
    private final Noted noted;

    /**
     * Finds nothing yet.
     *
     * @param faults list that receives what is wrong with single files and folders
     * @param noted list that receives what a user should know
     */
    ClassFiles(FolderWalk walk, FileFaults faults, Noted noted) {
        this.walk = walk;
        this.faults = faults;
        this.noted = noted;
    }

    /** The files of each class folder in a folder, by the names of the classes. */
    SortedMap<String, List<Path>> of(Path parent) {
        SortedMap<String, List<Path>> found = new TreeMap<>();
        walk.files(parent).stream()
                .filter(file -> FolderNames.image(FolderNames.of(file)))
                .forEach(file -> noted.add("images in no class folder are not used", walk.name(file)));
        for (Path folder : walk.folders(parent)) {
            String name = ClassNames.of(FolderNames.of(folder));
            Optional<String> fault = ClassNames.fault(name);
            if (fault.isPresent()) {
                faults.addAlone(folder.toString(), fault.get(), ClassNames.maybe(name));
            } else {
                checkInside(parent, folder);
                found.computeIfAbsent(name, n -> new ArrayList<>()).addAll(walk.below(folder));
            }
        }
        return found;
    }

    /** Parts below classes would all be trained on. */
    private void checkInside(Path parent, Path folder) {
        for (Path inner : walk.folders(folder)) {
            if (FolderNames.part(FolderNames.of(inner)).isPresent()) {
                faults.add(
                        inner.toString(),
                        "a part of the images stands inside a class",
                        "it is to be " + parent + "/" + FolderNames.of(inner) + "/" + FolderNames.of(folder));
            }
        }
    }
}
