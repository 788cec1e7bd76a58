package io.narsil.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The built-in set: 14,000 images of Fashion-MNIST (Xiao, Rasul and Vollgraf 2017), 28x28 grey, ten classes. */
public final class FashionMnist implements DataSource {
    private static final List<String> CLASSES = List.of(
            "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle-boot");

    @Override
    public DataSet load() {
        return DataSet.of("fashion", CLASSES, part("train"), part("validation"), part("test"));
    }

    private static ImageSet part(String name) {
        try (InputStream images = FashionMnist.class.getResourceAsStream("fashion/" + name + "-images.gz");
                InputStream labels = FashionMnist.class.getResourceAsStream("fashion/" + name + "-labels.gz")) {
            return Idx.images(images, labels, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
