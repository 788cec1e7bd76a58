package io.narsil.annotations;

import io.narsil.annotations.VocFile.Annotation;
import io.narsil.data.FolderNames;
import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Annotations of Pascal VOC: a file of XML for each image, beside it or in a folder of their own. */
final class VocFolder implements FormReader {
    private final FolderFiles files;
    private final Findings findings;
    private final ClassList classes;
    private final VocPlaces places;
    private final Map<Path, Optional<VocLists>> lists = new HashMap<>();
    /** The names that images of a folder with lists have. */
    private final Map<Path, Set<String>> met = new LinkedHashMap<>();
    /** The folders of images, and the folder whose lists tell their parts. */
    private final Map<Path, Path> imageFolders = new LinkedHashMap<>();

    private final List<MarkedImage> images = new ArrayList<>();

    VocFolder(FolderFiles files, Findings findings, ClassList classes) {
        this.files = files;
        this.findings = findings;
        this.classes = classes;
        places = new VocPlaces(files);
    }

    @Override
    public List<MarkedImage> read() {
        files.ending(".xml").forEach(this::add);
        background();
        met.forEach((base, names) -> lists(base).ifPresent(list -> list.checkMet(names)));
        return images;
    }

    @Override
    public List<Integer> order() {
        return List.of();
    }

    private void add(Path xml) {
        Optional<Annotation> read = VocFile.read(xml, files.name(xml), findings, classes);
        if (read.isEmpty()) {
            return;
        }
        Annotation said = read.get();
        List<Path> folders = places.images(xml.getParent());
        Path base = places.base(xml.getParent());
        folders.forEach(folder -> imageFolders.putIfAbsent(folder, base));
        Optional<Path> image = image(xml, said.filename(), folders);
        if (image.isEmpty()) {
            met.computeIfAbsent(base, b -> new HashSet<>()).add(FolderFiles.stem(xml));
            return;
        }
        part(base, xml, FolderFiles.stem(xml))
                .ifPresent(part -> images.add(new MarkedImage(
                        image.get(),
                        part.part(),
                        xml,
                        0,
                        said.width(),
                        said.height(),
                        MarkedImage.Unit.PIXELS_FROM_ONE,
                        said.marks())));
    }

    /** The image that has the name of the file; only where there is none, or several, that which the file names. */
    private Optional<Path> image(Path xml, String filename, List<Path> folders) {
        String stem = FolderFiles.stem(xml);
        List<Path> same = folders.stream()
                .flatMap(folder -> places.named(folder, stem).stream())
                .toList();
        List<Path> named = filename.isBlank()
                ? List.of()
                : folders.stream()
                        .flatMap(folder -> files.find(folder, lastName(filename)).stream())
                        .filter(file -> FolderNames.image(FolderNames.of(file)))
                        .toList();
        if (same.size() == 1) {
            if (!filename.isBlank()
                    && !FolderFiles.stem(lastName(filename)).equalsIgnoreCase(stem)
                    && !lastName(filename).equalsIgnoreCase(stem)) {
                findings.note(
                        "annotations that name another image in <filename>; taken is the one with the name of their"
                                + " own file",
                        files.name(xml) + " (" + filename + ")");
            }
            return Optional.of(same.get(0));
        }
        List<Path> both =
                same.isEmpty() ? named : named.stream().filter(same::contains).toList();
        if (both.size() == 1) {
            return Optional.of(both.get(0));
        }
        if (same.isEmpty() && named.isEmpty()) {
            String near = files.near(filename.isBlank() ? stem + ".jpg" : lastName(filename));
            findings.fault(
                    xml.toString(),
                    "there is no image for this annotation in " + places.names(folders, xml.getParent()),
                    "neither " + stem + ".jpg (or another ending)"
                            + (filename.isBlank() ? "" : " nor <filename> " + filename),
                    near);
        } else {
            findings.fault(
                    xml.toString(),
                    "several images could be the one of this annotation",
                    String.join(
                            ", ",
                            (same.isEmpty() ? named : same)
                                    .stream().map(Path::toString).toList()),
                    "remove or rename all but one");
        }
        return Optional.empty();
    }

    /** The last name of a path of any system: where the image once lay is of no use here. */
    private static String lastName(String filename) {
        return filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
    }

    /** The part of an image that is used; absent inside where there are no parts. */
    private record Place(Optional<Part> part) {}

    private Optional<Place> part(Path base, Path file, String stem) {
        Optional<VocLists> list = lists(base);
        if (list.isEmpty()) {
            return Optional.of(new Place(files.part(file)));
        }
        met.computeIfAbsent(base, b -> new HashSet<>()).add(stem);
        return list.get().part(stem).map(p -> new Place(Optional.of(p)));
    }

    private Optional<VocLists> lists(Path base) {
        return lists.computeIfAbsent(base, b -> VocLists.of(b, files, findings));
    }

    /** Adds the images without a file of their own. */
    private void background() {
        Set<String> annotated = new HashSet<>();
        images.forEach(image -> annotated.add(image.image().toString()));
        Set<String> done = new LinkedHashSet<>();
        imageFolders.forEach((folder, base) -> {
            for (Path image : files.images(folder)) {
                String stem = FolderFiles.stem(image);
                boolean known = annotated.contains(image.toString())
                        || met.getOrDefault(base, Set.of()).contains(stem);
                if (!known && done.add(image.toString())) {
                    part(base, image, stem).ifPresent(part -> images.add(MarkedImage.background(image, part.part())));
                }
            }
        });
    }
}
