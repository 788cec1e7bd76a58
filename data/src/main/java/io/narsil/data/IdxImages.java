package io.narsil.data;

import io.narsil.config.UserException;
import java.util.Arrays;
import java.util.List;

/** The images of several IDX files, one file after the other. */
final class IdxImages implements ImageList {
    private final List<String> classes;
    private final Concatenation<IdxFile> files;

    IdxImages(List<String> classes, List<IdxFile> files) {
        this.classes = classes;
        this.files = new Concatenation<>(files, f -> f.labels().length);
        for (IdxFile file : files) {
            if (file.size() != files.get(0).size()) {
                close();
                throw new UserException(
                        file.name(),
                        "the images have " + file.size() + " pixels a side but those of "
                                + files.get(0).name() + " have " + files.get(0).size(),
                        "");
            }
        }
    }

    @Override
    public Listing listing() {
        int[] labels = files.items().stream()
                .flatMapToInt(f -> Arrays.stream(f.labels()))
                .toArray();
        Part[] parts = files.all(IdxFile::part, Part[]::new);
        return Listing.of(classes, labels, parts, 1, files.items().get(0).size());
    }

    @Override
    public DecodedImage decode(int index) {
        return files.items().get(files.item(index)).read(files.within(index));
    }

    @Override
    public String name(int index) {
        return files.items().get(files.item(index)).name() + " image " + files.within(index);
    }

    @Override
    public boolean inOrder() {
        return true;
    }

    @Override
    public void close() {
        files.items().forEach(IdxFile::close);
    }
}
