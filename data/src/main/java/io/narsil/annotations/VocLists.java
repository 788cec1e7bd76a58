package io.narsil.annotations;

import io.narsil.config.Unreadable;
import io.narsil.data.FolderNames;
import io.narsil.data.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lists beside VOC's annotations which say what part an image belongs to: {@code ImageSets/Main/train.txt}, {@code val.txt} and
 * {@code test.txt}. {@code trainval.txt} is read where one of the first two is missing: what the other one does not name is in it.
 */
final class VocLists {
    private static final long LARGEST = 256 << 20;
    private static final int LONGEST = 1000;

    /** A line of a list. */
    private record Entry(Part part, String where) {}

    private final Findings findings;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private VocLists(Findings findings) {
        this.findings = findings;
    }

    /** The lists for annotations in folders below {@code base}; nothing where there are none. */
    static Optional<VocLists> of(Path base, FolderFiles files, Findings findings) {
        for (String folder : List.of("ImageSets/Main", "ImageSets")) {
            VocLists lists = new VocLists(findings);
            Path at = base.resolve(folder);
            boolean train = lists.read(files.find(at, "train.txt"), Part.TRAIN, false);
            boolean val = lists.read(files.find(at, "val.txt"), Part.VALIDATION, false);
            boolean test = lists.read(files.find(at, "test.txt"), Part.TEST, false);
            boolean both = !(train && val)
                    && lists.read(files.find(at, "trainval.txt"), train ? Part.VALIDATION : Part.TRAIN, true);
            if (train || val || test || both) {
                return Optional.of(lists);
            }
        }
        return Optional.empty();
    }

    private boolean read(Optional<Path> file, Part part, boolean others) {
        if (file.isEmpty()) {
            return false;
        }
        List<String> lines = lines(file.get());
        for (int i = 0; i < lines.size(); i++) {
            // Lists of single classes have a number behind the name.
            String name = stem(lines.get(i).strip().replaceFirst("\\s+-?[01]$", ""));
            String where = file.get() + ":" + (i + 1);
            if (name.length() > LONGEST) {
                findings.fault(where, "this is no name of an image", "", "");
            } else if (!name.isEmpty()) {
                add(name, new Entry(part, where), others);
            }
        }
        return true;
    }

    private static String stem(String name) {
        return FolderNames.image(name) || name.endsWith(".xml") ? FolderFiles.stem(name) : name;
    }

    private void add(String name, Entry entry, boolean others) {
        Entry before = entries.putIfAbsent(name, entry);
        if (before == null || others) {
            return;
        }
        if (before.part == entry.part) {
            findings.note("images that stand in one list twice", entry.where);
        } else {
            findings.fault(
                    entry.where,
                    "this image is in two parts, so that one of them says nothing",
                    name + " stands in " + before.where,
                    "remove one of the two");
        }
    }

    private List<String> lines(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                findings.fault(file.toString(), "the file has more than the 256 MiB that are read", "", "");
                return List.of();
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            findings.fault(
                    file.toString(), Unreadable.of("", e).problems().get(0).what(), "", "");
            return List.of();
        }
    }

    /** The part of an image by its name without ending. */
    Optional<Part> part(String stem) {
        return Optional.ofNullable(entries.get(stem)).map(Entry::part);
    }

    /** Says which names no image has. */
    void checkMet(Set<String> met) {
        entries.forEach((name, entry) -> {
            if (!met.contains(name)) {
                findings.fault(
                        entry.where, "there is no image of this name", name, "a file was renamed or left behind");
            }
        });
    }
}
