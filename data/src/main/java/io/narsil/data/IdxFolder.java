package io.narsil.data;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A folder with the four files of MNIST and its relatives; validation is held out of the training images. */
public final class IdxFolder implements DataSource {
    @Override
    public boolean reads(Path path) {
        return Files.isDirectory(path) && find(path, "train-images").isPresent();
    }

    @Override
    public ImageList list(DataSpec spec) {
        Path folder = spec.path().orElseThrow();
        List<IdxFile> files = List.of(file(folder, "train", Part.TRAIN), file(folder, "t10k", Part.TEST));
        int classes = files.stream()
                        .flatMapToInt(f -> Arrays.stream(f.labels()))
                        .max()
                        .orElse(0)
                + 1;
        return new IdxImages(
                IntStream.range(0, classes).mapToObj(Integer::toString).toList(), files);
    }

    private static IdxFile file(Path folder, String prefix, Part part) {
        Path images = need(folder, prefix + "-images");
        Path labels = need(folder, prefix + "-labels");
        return new IdxFile(
                images.toString(), () -> Files.newInputStream(images), () -> Files.newInputStream(labels), part);
    }

    private static Path need(Path folder, String prefix) {
        return find(folder, prefix)
                .orElseThrow(() -> new UserException(
                        folder.toString(), "the folder has no file " + prefix + "*", "add the missing IDX file"));
    }

    /** The file whose name starts with {@code prefix}. */
    private static Optional<Path> find(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UserException(folder.toString(), Unreadable.folder(e), "");
        }
    }
}
