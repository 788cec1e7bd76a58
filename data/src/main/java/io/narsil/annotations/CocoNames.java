package io.narsil.annotations;

import io.narsil.data.FolderNames;
import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which files of JSON are read as COCO: those with the names that tools give them, or else those that have lists of images and of
 * annotations.
 *
 * @param read files that are read
 * @param unread other files of JSON
 */
record CocoNames(List<Path> read, List<Path> unread) {
    /** So many files are opened to see what is in them; a set has one for each part. */
    private static final int OPENED = 200;

    static CocoNames of(FolderFiles files) {
        List<Path> all = files.ending(".json");
        List<Path> read = all.stream().filter(CocoNames::usual).toList();
        if (read.isEmpty()) {
            read = all.stream().limit(OPENED).filter(CocoFile::fits).toList();
        }
        List<Path> unread = new ArrayList<>(all);
        unread.removeAll(read);
        return new CocoNames(read, unread);
    }

    private static boolean usual(Path file) {
        String name = FolderNames.of(file).toLowerCase(Locale.ROOT);
        return name.endsWith(".coco.json") || name.startsWith("instances_");
    }

    /** The part that a word in the name of a file says, as in {@code instances_val2017.json}. */
    static Optional<Part> part(Path file) {
        return word(file).flatMap(word -> FolderNames.part(word.replaceAll("[0-9]+$", "")));
    }

    /** The word in the name of a file that names a part, with its year: the name of the folder of its images. */
    static Optional<String> word(Path file) {
        for (String word : FolderFiles.stem(file).split("[^\\p{L}0-9]+", -1)) {
            if (FolderNames.part(word.replaceAll("[0-9]+$", "")).isPresent()) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }
}
