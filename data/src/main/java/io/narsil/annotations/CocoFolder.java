package io.narsil.annotations;

import io.narsil.annotations.CocoFile.Annotation;
import io.narsil.annotations.CocoFile.Category;
import io.narsil.annotations.CocoFile.Image;
import io.narsil.config.Listed;
import io.narsil.config.Words;
import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Annotations of COCO: a file of JSON for each part, or one for all images. */
final class CocoFolder implements FormReader {
    private final FolderFiles files;
    private final Findings findings;
    private final ClassList classes;
    private final Set<Integer> order = new LinkedHashSet<>();
    private final Set<String> above = new LinkedHashSet<>();
    private final List<MarkedImage> read = new ArrayList<>();

    CocoFolder(FolderFiles files, Findings findings, ClassList classes) {
        this.files = files;
        this.findings = findings;
        this.classes = classes;
    }

    @Override
    public List<MarkedImage> read() {
        CocoNames names = CocoNames.of(files);
        names.unread().forEach(file -> findings.note("JSON files that are not read", files.name(file)));
        Map<Part, Path> parts = new EnumMap<>(Part.class);
        boolean divided = names.read().stream().anyMatch(file -> part(file).isPresent());
        if (!divided && names.read().size() > 1) {
            findings.fault(
                    names.read().get(0).toString(),
                    "several files say what is marked, and neither their names nor their folders say for which part",
                    Listed.of(names.read().stream().map(files::name).toList(), 5),
                    "call them train.json, valid.json and test.json");
        }
        List<Path> ordered = new ArrayList<>(names.read());
        ordered.sort(Comparator.comparing(file -> part(file).orElse(Part.TEST)));
        for (Path file : ordered) {
            Optional<Part> part = part(file);
            if (divided && part.isEmpty()) {
                findings.note("JSON files that belong to no part are not read", files.name(file));
                continue;
            }
            Path before = part.map(p -> parts.putIfAbsent(p, file)).orElse(null);
            if (before != null) {
                findings.fault(
                        file.toString(),
                        "two files say what is marked in the part " + Words.of(part.get()),
                        "the other one is " + before,
                        "join them, or move one away");
            }
            read(file, part);
        }
        return read;
    }

    @Override
    public List<Integer> order() {
        return List.copyOf(order);
    }

    @Override
    public Set<String> above() {
        return above;
    }

    private Optional<Part> part(Path file) {
        return files.part(file).or(() -> CocoNames.part(file));
    }

    private void read(Path path, Optional<Part> part) {
        CocoFile file = new CocoFile(path, findings);
        file.read();
        Map<String, Integer> labels = labels(file);
        Map<String, Image> images = new HashMap<>();
        Map<String, List<Mark>> marks = new HashMap<>();
        List<Image> once = new ArrayList<>();
        for (Image image : file.images()) {
            Image before = images.putIfAbsent(image.id(), image);
            if (before != null) {
                findings.fault(
                        file.where(image.line()),
                        "two images have the same \"id\"",
                        image.id() + " is that of " + before.file() + " and of " + image.file(),
                        "export it once more");
            } else {
                marks.put(image.id(), new ArrayList<>());
                once.add(image);
            }
        }
        for (Annotation annotation : file.annotations()) {
            add(annotation, labels, marks, file);
        }
        CocoImages found = new CocoImages(files, path, findings);
        for (Image image : once) {
            found.find(image, file)
                    .ifPresent(at -> read.add(new MarkedImage(
                            at,
                            part,
                            path,
                            image.line(),
                            image.width(),
                            image.height(),
                            MarkedImage.Unit.PIXELS,
                            marks.get(image.id()))));
        }
    }

    private Map<String, Integer> labels(CocoFile file) {
        Map<String, Integer> labels = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<Category> sorted = new ArrayList<>(file.categories());
        sorted.sort(Comparator.comparing(Category::id, CocoFolder::byNumber));
        for (Category category : sorted) {
            String where = file.where(category.line());
            OptionalInt label = classes.add(category.name(), where);
            if (label.isEmpty()) {
                continue;
            }
            if (labels.putIfAbsent(category.id(), label.getAsInt()) != null) {
                findings.fault(where, "two categories have the same \"id\"", category.id(), "export it once more");
            }
            String other = names.putIfAbsent(category.name(), category.id());
            if (other != null) {
                findings.note("categories that have one name and are taken for one class", category.name());
            }
            order.add(label.getAsInt());
            if (!category.above().equals(category.name())) {
                above.add(category.above());
            }
        }
        return labels;
    }

    /** Numbers by their size, and then what is no number. */
    private static int byNumber(String a, String b) {
        boolean plainA = a.matches("[0-9]{1,18}");
        boolean plainB = b.matches("[0-9]{1,18}");
        if (plainA && plainB) {
            return Long.compare(Long.parseLong(a), Long.parseLong(b));
        }
        return plainA == plainB ? a.compareTo(b) : plainA ? -1 : 1;
    }

    private void add(Annotation annotation, Map<String, Integer> labels, Map<String, List<Mark>> marks, CocoFile file) {
        String where = file.where(annotation.line());
        String name = annotation.id().isEmpty() ? "" : "annotation " + annotation.id();
        List<Mark> image = marks.get(annotation.image());
        Integer label = labels.get(annotation.category());
        if (image == null) {
            findings.fault(
                    where,
                    "an annotation belongs to an image that \"images\" does not list",
                    ("image_id " + annotation.image() + " " + (name.isEmpty() ? "" : "of " + name)).strip(),
                    "remove it, or export the set once more");
        }
        if (label == null) {
            findings.fault(
                    where,
                    "an annotation has a class that \"categories\" does not list",
                    ("category_id " + annotation.category() + " " + (name.isEmpty() ? "" : "of " + name)).strip(),
                    "export the set once more");
        }
        if (image != null && label != null) {
            double[] box = annotation.box();
            image.add(new Mark(
                    label,
                    box[0],
                    box[1],
                    box[0] + box[2],
                    box[1] + box[3],
                    annotation.area(),
                    annotation.crowd(),
                    false,
                    annotation.line(),
                    name));
        }
    }
}
