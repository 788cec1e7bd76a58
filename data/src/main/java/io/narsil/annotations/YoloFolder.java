package io.narsil.annotations;

import io.narsil.annotations.YoloConfig.Named;
import io.narsil.data.FolderNames;
import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Labels of YOLO: {@code data.yaml}, and for each image a file of the same name, in {@code labels} where the image is in {@code images}. */
final class YoloFolder implements FormReader {
    private static final String IMAGES = "images";
    private static final String LABELS = "labels";

    private final FolderFiles files;
    private final Findings findings;
    private final YoloConfig config;
    private final List<MarkedImage> read = new ArrayList<>();

    YoloFolder(FolderFiles files, Findings findings, ClassList classes) {
        this.files = files;
        this.findings = findings;
        config = YoloConfig.read(YoloConfig.find(files).orElseThrow(), files, findings, classes);
    }

    @Override
    public List<MarkedImage> read() {
        Map<Path, Optional<Part>> images = images();
        Set<Path> used = new HashSet<>();
        images.forEach((image, part) -> {
            Optional<Path> labels = labels(image);
            if (labels.isEmpty()) {
                read.add(MarkedImage.background(image, part));
            } else {
                used.add(labels.get());
                List<Mark> marks = YoloLabels.read(labels.get(), files.name(labels.get()), config.labels(), findings);
                read.add(new MarkedImage(image, part, labels.get(), 0, 0, 0, MarkedImage.Unit.SHARES, marks));
            }
        });
        checkLabels(images.keySet(), used);
        return read;
    }

    @Override
    public List<Integer> order() {
        return List.copyOf(config.labels().values());
    }

    private Map<Path, Optional<Part>> images() {
        Map<Path, Optional<Part>> images = new LinkedHashMap<>();
        YoloPaths paths = new YoloPaths(files, config, findings);
        for (Part part : Part.values()) {
            for (Named named : config.parts().getOrDefault(part, List.of())) {
                for (Path image : paths.images(named)) {
                    Optional<Part> before = images.putIfAbsent(image, Optional.of(part));
                    if (before != null && before.get() != part) {
                        findings.fault(
                                named.where(),
                                "an image is in two parts, so that one of them says nothing",
                                image.toString(),
                                "leave one of the lines out: for a part that is missing some images to train on are"
                                        + " held out");
                    }
                }
            }
        }
        if (config.parts().isEmpty()) {
            files.images().forEach(image -> images.put(image, files.part(image)));
        }
        return images;
    }

    /** The file of labels beside an image, or where {@code labels} stands in its path for the last folder of images. */
    private Optional<Path> labels(Path image) {
        return files.find(folder(image.getParent()), FolderFiles.stem(image) + ".txt");
    }

    private Path folder(Path images) {
        return replace(files.root(), images, IMAGES, LABELS);
    }

    /** A folder with another name in place of the last one of some name; the folder itself where it has none. */
    private static Path replace(Path root, Path folder, String from, String to) {
        Path relative = root.relativize(folder);
        for (int i = relative.getNameCount() - 1; i >= 0; i--) {
            if (relative.getName(i).toString().equals(from)) {
                Path path = i == 0 ? root : root.resolve(relative.subpath(0, i));
                path = path.resolve(to);
                return i + 1 < relative.getNameCount()
                        ? path.resolve(relative.subpath(i + 1, relative.getNameCount()))
                        : path;
            }
        }
        return folder;
    }

    /** Labels whose image was left behind, and images whose labels were. */
    private void checkLabels(Set<Path> images, Set<Path> used) {
        Set<Path> folders = new HashSet<>();
        images.forEach(image -> folders.add(folder(image.getParent())));
        for (Path file : files.ending(".txt")) {
            boolean label = folders.contains(file.getParent()) && !used.contains(file);
            boolean list = FolderNames.of(file).equals("classes.txt")
                    || FolderNames.of(file).startsWith("README");
            Path place = replace(files.root(), file.getParent(), LABELS, IMAGES);
            if (label && !list && !place.equals(file.getParent())) {
                findings.fault(
                        file.toString(),
                        "there is no image for this file of labels",
                        "no " + FolderFiles.stem(file) + ".jpg (or another ending) in " + place,
                        files.near(FolderFiles.stem(file) + ".jpg"));
            }
        }
        if (!images.isEmpty() && used.isEmpty()) {
            Path first = images.iterator().next();
            findings.fault(
                    first.toString(),
                    "none of the images has a file of labels",
                    "there is no " + folder(first.getParent()).resolve(FolderFiles.stem(first) + ".txt"),
                    "labels are in a folder of another name");
        }
    }
}
