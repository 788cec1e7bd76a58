package io.narsil.annotations;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Fault;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What YOLO's {@code data.yaml} says: the classes by their numbers, and what each part holds.
 *
 * @param base folder from which on paths are meant
 * @param labels number of each class in the list of classes, by the number that files of labels write
 * @param parts paths of each part that is named, with the place that names them
 */
record YoloConfig(Path base, SortedMap<Integer, Integer> labels, Map<Part, List<Named>> parts) {
    /** A path as it is written, and where. */
    record Named(String path, String where) {}

    private static final Map<String, Part> KEYS = Map.of(
            "train", Part.TRAIN,
            "val", Part.VALIDATION,
            "valid", Part.VALIDATION,
            "validation", Part.VALIDATION,
            "test", Part.TEST);

    /** The file that names YOLO's classes, in the user's folder itself. */
    static Optional<Path> find(FolderFiles files) {
        return files.ending(".yaml", ".yml").stream()
                .filter(file -> file.getParent().equals(files.root()))
                .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                .filter(YoloConfig::fits)
                .findFirst();
    }

    private static int rank(Path file) {
        return FolderFiles.stem(file).equals("data")
                ? 0
                : FolderFiles.stem(file).equals("dataset") ? 1 : 2;
    }

    private static boolean fits(Path file) {
        try {
            ConfigNode root = ConfigFile.read(file, new Problems());
            return root.has("names") || (rank(file) == 0 && (root.has("train") || root.has("nc")));
        } catch (UserException e) {
            return rank(file) == 0;
        }
    }

    /** Reads the file; its faults are added to the others, and what is sound of it is taken. */
    static YoloConfig read(Path file, FolderFiles files, Findings findings, ClassList classes) {
        Problems problems = new Problems();
        SortedMap<Integer, Integer> labels = new TreeMap<>();
        Map<Part, List<Named>> parts = new EnumMap<>(Part.class);
        Path base = file.getParent();
        try {
            ConfigNode root = ConfigFile.read(file, problems);
            names(root, findings, classes, labels);
            KEYS.forEach((key, part) -> {
                for (ConfigNode item : root.has(key) ? root.at(key).items() : List.<ConfigNode>of()) {
                    item.text()
                            .ifPresent(text -> parts.computeIfAbsent(part, p -> new ArrayList<>())
                                    .add(new Named(text.strip(), item.where())));
                }
            });
            base = base(root.at("path").text(""), base, files, findings);
            problems.throwIfAny();
        } catch (UserException e) {
            for (Fault fault : e.problems()) {
                findings.fault(fault.where(), fault.what(), "", fault.maybe());
            }
        }
        return new YoloConfig(base, labels, parts);
    }

    /** The folder that {@code path} names, where it is in the user's; often it says where the set lay on another machine. */
    private static Path base(String path, Path own, FolderFiles files, Findings findings) {
        if (path.isBlank()) {
            return own;
        }
        Optional<Path> named = files.resolve(own, path.strip()).filter(files::hasFolder);
        if (named.isEmpty()) {
            findings.note(
                    "a \"path\" that leads to no folder in here is not followed; paths are taken from the folder of"
                            + " data.yaml on",
                    path);
        }
        return named.map(Path::normalize).orElse(own);
    }

    private static void names(
            ConfigNode root, Findings findings, ClassList classes, SortedMap<Integer, Integer> labels) {
        ConfigNode names = root.need("names");
        if (names.isMapping()) {
            names.entries().forEach((key, name) -> {
                if (key.matches("[0-9]{1,6}")) {
                    add(Integer.parseInt(key), name, findings, classes, labels);
                } else {
                    name.fault("the key of a class must be its number, not \"" + key + "\"", "0: " + key);
                }
            });
        } else {
            List<ConfigNode> items = names.items();
            for (int i = 0; i < items.size(); i++) {
                add(i, items.get(i), findings, classes, labels);
            }
        }
        ConfigNode count = root.at("nc");
        OptionalInt nc =
                count.present() ? OptionalInt.of(count.integer(labels.size(), 1, 1_000_000)) : OptionalInt.empty();
        if (nc.isPresent() && names.present() && nc.getAsInt() != labels.size()) {
            count.fault(
                    "\"nc\" must be the number of \"names\", which is " + labels.size() + ", not " + nc.getAsInt(),
                    "a name is missing or one too many");
        }
    }

    private static void add(
            int number, ConfigNode node, Findings findings, ClassList classes, SortedMap<Integer, Integer> labels) {
        Optional<String> name = node.text();
        if (name.isEmpty()) {
            return;
        }
        OptionalInt label = classes.add(name.get(), node.where());
        if (label.isPresent()) {
            if (labels.containsValue(label.getAsInt())) {
                findings.note("classes that have one name and are taken for one class", name.get());
            }
            labels.put(number, label.getAsInt());
        }
    }
}
