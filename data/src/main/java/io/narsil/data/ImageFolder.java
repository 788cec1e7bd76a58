package io.narsil.data;

import io.narsil.config.Problems;
import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of images: {@code train/CLASS/*.jpg} with or without {@code validation/} (or {@code val/}) and
 * {@code test/}, or one folder a class. A part that is missing is held out of the training images, the same images
 * every time.
 */
final class ImageFolder implements DataSource {
    private final DataSpec spec;
    private final Path folder;
    private final Problems problems = new Problems();

    ImageFolder(DataSpec spec, Path folder) {
        this.spec = spec;
        this.folder = folder;
    }

    @Override
    public DataSet load() {
        Path train = Files.isDirectory(folder.resolve("train")) ? folder.resolve("train") : folder;
        Map<String, List<Path>> training = new TreeMap<>(list(train));
        if (training.size() < 2) {
            throw new UserException(
                    train.toString(),
                    "there must be a folder for each of at least two classes, but there are " + training.size(),
                    "put the images into " + train + "/CLASS/");
        }
        List<String> classes = List.copyOf(training.keySet());
        Map<String, List<Path>> test = part(train, classes, "test");
        Map<String, List<Path>> validation = part(train, classes, "val", "validation");
        if (test.isEmpty()) {
            test = holdOut(training, classes, "test");
        }
        if (validation.isEmpty()) {
            validation = holdOut(training, classes, "validation");
        }
        checkClasses(training, train);
        problems.throwIfAny();

        List<Decoded> images = new ArrayList<>();
        decode(training, classes, 0, images);
        decode(validation, classes, 1, images);
        decode(test, classes, 2, images);
        checkSizes(images);
        problems.throwIfAny();
        int channels = images.stream().allMatch(Decoded::grey) ? 1 : 3;
        return DataSet.of(
                spec.name(), classes, set(images, 0, channels), set(images, 1, channels), set(images, 2, channels));
    }

    private Map<String, List<Path>> part(Path train, List<String> classes, String... names) {
        for (String name : names) {
            Path path = folder.resolve(name);
            if (!train.equals(folder) && Files.isDirectory(path)) {
                Map<String, List<Path>> files = list(path);
                files.keySet().stream()
                        .filter(c -> !classes.contains(c))
                        .forEach(c -> problems.add(
                                path.resolve(c).toString(), "there is no class of that name to train on", ""));
                return files;
            }
        }
        return Map.of();
    }

    /** The image files of each class folder, in the order of their names. */
    private Map<String, List<Path>> list(Path parent) {
        Map<String, List<Path>> files = new TreeMap<>();
        for (Path classFolder : children(parent)) {
            if (Files.isDirectory(classFolder)) {
                List<Path> images = new ArrayList<>();
                for (Path file : children(classFolder)) {
                    if (inside(file)) {
                        images.add(file);
                    }
                }
                files.put(classFolder.getFileName().toString(), images);
            }
        }
        return files;
    }

    private static List<Path> children(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(c -> !c.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserException(parent.toString(), "the folder cannot be read: " + e.getMessage(), "");
        }
    }

    private boolean inside(Path file) {
        try {
            if (file.toRealPath().startsWith(folder.toRealPath())) {
                return true;
            }
            problems.add(file.toString(), "this link leads out of the folder, which is not followed", "copy the image");
        } catch (IOException e) {
            problems.add(file.toString(), "this link leads nowhere", "remove it");
        }
        return false;
    }

    private Map<String, List<Path>> holdOut(Map<String, List<Path>> from, List<String> classes, String purpose) {
        Map<String, List<Path>> held = new TreeMap<>();
        for (int label = 0; label < classes.size(); label++) {
            List<Path> files = from.get(classes.get(label));
            List<Path> out = new ArrayList<>();
            List<Path> kept = new ArrayList<>();
            BitSet chosen = Split.held(files.size(), spec.validation(), label, purpose);
            for (int i = 0; i < files.size(); i++) {
                (chosen.get(i) ? out : kept).add(files.get(i));
            }
            from.put(classes.get(label), kept);
            held.put(classes.get(label), out);
        }
        return held;
    }

    private void checkClasses(Map<String, List<Path>> training, Path train) {
        training.forEach((name, files) -> {
            if (files.isEmpty()) {
                int found = children(train.resolve(name)).size();
                problems.add(
                        train.resolve(name).toString(),
                        "the class \"" + name + "\" has " + found + (found == 1 ? " image" : " images")
                                + ", too few for training, validation and testing",
                        "add images, or remove the folder");
            }
        });
    }

    private void decode(Map<String, List<Path>> files, List<String> classes, int part, List<Decoded> images) {
        files.entrySet().parallelStream()
                .flatMap(e -> e.getValue().stream().map(f -> decode(f, classes.indexOf(e.getKey()), part)))
                .toList()
                .forEach(result -> {
                    if (result.fault().isEmpty()) {
                        images.add(result);
                    } else if (!spec.skipBroken()) {
                        problems.add(
                                result.file().toString(),
                                result.fault().get(),
                                "remove the file, or say \"skip_broken: true\" under \"data\"");
                    }
                });
    }

    private Decoded decode(Path file, int label, int part) {
        try {
            ImageDecoder.Decoded image = ImageDecoder.read(file);
            int size = Math.min(image.height(), image.width());
            boolean square = image.height() == image.width();
            byte[] pixels = image.pixels();
            if (spec.resolution().isPresent()) {
                size = spec.resolution().get();
                square = true;
                pixels = Scale.square(pixels, image.height(), image.width(), 3, size);
            }
            return new Decoded(file, pixels, square ? size : -1, label, part, grey(pixels), Optional.empty());
        } catch (IOException e) {
            return new Decoded(file, null, 0, label, part, false, Optional.of(e.getMessage()));
        }
    }

    private void checkSizes(List<Decoded> images) {
        if (images.isEmpty()) {
            return;
        }
        Decoded first = images.get(0);
        images.stream()
                .filter(i -> i.size() < 0 || i.size() != first.size())
                .findFirst()
                .ifPresent(other -> problems.add(
                        other.file().toString(),
                        other.size() < 0
                                ? "the image is not square"
                                : "the image has " + other.size() + " pixels a side but " + first.file() + " has "
                                        + first.size(),
                        "say \"resolution: 32\" under \"data\" to scale all images to one size"));
    }

    private static boolean grey(byte[] pixels) {
        for (int i = 0; i < pixels.length; i += 3) {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) {
                return false;
            }
        }
        return true;
    }

    private static ImageSet set(List<Decoded> images, int part, int channels) {
        List<Decoded> chosen = images.stream().filter(i -> i.part() == part).toList();
        int size = images.get(0).size();
        ByteBuffer pixels = ByteBuffer.allocate(Math.multiplyExact(chosen.size(), channels * size * size));
        for (Decoded image : chosen) {
            for (int i = 0; i < image.pixels().length; i += 3 / channels) {
                pixels.put(image.pixels()[i]);
            }
        }
        int[] labels = chosen.stream().mapToInt(Decoded::label).toArray();
        return new ImageSet(pixels.flip(), labels, channels, size);
    }

    /** One file after decoding: three channels, or a fault. */
    private record Decoded(
            Path file, byte[] pixels, int size, int label, int part, boolean grey, Optional<String> fault) {}
}
