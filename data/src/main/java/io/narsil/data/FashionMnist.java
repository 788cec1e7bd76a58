package io.narsil.data;

import java.util.Arrays;
import java.util.List;

/** The built-in set: 14,000 images of Fashion-MNIST (Xiao, Rasul and Vollgraf 2017), 28x28 grey, ten classes. */
public final class FashionMnist implements DataSource {
    private static final List<String> CLASSES = List.of(
            "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle-boot");

    @Override
    public List<String> sets() {
        return List.of("fashion");
    }

    @Override
    public ImageList list(DataSpec spec) {
        return new IdxImages(
                CLASSES, Arrays.stream(Part.values()).map(FashionMnist::file).toList());
    }

    private static IdxFile file(Part part) {
        return new IdxFile(
                part.key(),
                () -> FashionMnist.class.getResourceAsStream("fashion/" + part.key() + "-images.gz"),
                () -> FashionMnist.class.getResourceAsStream("fashion/" + part.key() + "-labels.gz"),
                part);
    }
}
