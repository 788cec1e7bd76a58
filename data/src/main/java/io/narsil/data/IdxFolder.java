package io.narsil.data;

import io.narsil.config.UserException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A folder with the four files of MNIST and its relatives; validation is held out of the training images. */
final class IdxFolder implements DataSource {
    private final DataSpec spec;
    private final Path folder;

    IdxFolder(DataSpec spec, Path folder) {
        this.spec = spec;
        this.folder = folder;
    }

    /** The file whose name starts with {@code prefix}. */
    static Optional<Path> find(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UserException(folder.toString(), "the folder cannot be read: " + e.getMessage(), "");
        }
    }

    @Override
    public DataSet load() {
        Split.Parts held = Split.holdOut(part("train"), spec.validation());
        ImageSet test = part("t10k");
        int classes = Stream.of(held.kept(), held.held(), test)
                        .flatMapToInt(p -> Arrays.stream(p.labels()))
                        .max()
                        .orElse(0)
                + 1;
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return DataSet.of(spec.name(), names, held.kept(), held.held(), test);
    }

    private ImageSet part(String prefix) {
        Path images = need(prefix + "-images");
        Path labels = need(prefix + "-labels");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(images));
                InputStream classes = new BufferedInputStream(Files.newInputStream(labels))) {
            return Scale.to(Idx.images(in, classes, images.toString()), spec.resolution());
        } catch (IOException e) {
            throw new UserException(images.toString(), "the file cannot be read: " + e.getMessage(), "");
        }
    }

    private Path need(String prefix) {
        return find(folder, prefix)
                .orElseThrow(() -> new UserException(
                        folder.toString(), "the folder has no file " + prefix + "*", "add the missing IDX file"));
    }
}
