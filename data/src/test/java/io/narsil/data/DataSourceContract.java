package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every source of images must do; a test of a source extends this. Sources that other projects register are held to
 * it, too.
 */
public abstract class DataSourceContract {
    /** An empty folder for the images of one test, and for what the test writes. */
    @TempDir
    protected Path folder;

    /**
     * Images that all differ, several of each of at least two classes.
     *
     * @param images existing, empty folder, for sources that read files
     */
    protected abstract DataSpec images(Path images) throws Exception;

    private DataSpec spec() throws Exception {
        return images(Files.createDirectories(folder.resolve("images")));
    }

    private static ImageList list(DataSpec spec) {
        return DataSources.of(spec, "study.yaml:1").list(spec);
    }

    private DataSet prepared(DataSpec spec, String name) {
        return PreparedData.write(folder.resolve(name), spec, DataSources.of(spec, "study.yaml:1"));
    }

    @Test
    void everyPartHasEveryClass() throws Exception {
        DataSet data = prepared(spec(), "prepared");
        for (ImageSet part : List.of(data.train(), data.validation(), data.test())) {
            assertThat(IntStream.of(part.labels()).distinct().sorted().toArray())
                    .containsExactly(IntStream.range(0, data.classes().size()).toArray());
            assertThat(part.size()).isEqualTo(data.train().size());
            assertThat(part.channels()).isEqualTo(data.train().channels());
        }
    }

    /** A network is measured on the very images that a study keeps for its test, and that it was not trained on. */
    @Test
    void measuredImagesAreThoseOfTheirPart() throws Exception {
        DataSpec spec = spec();
        DataSet data = prepared(spec, "prepared");
        Map<Part, ImageSet> parts =
                Map.of(Part.TRAIN, data.train(), Part.VALIDATION, data.validation(), Part.TEST, data.test());
        for (Part part : Part.values()) {
            ImageSet expected = parts.get(part);
            try (MeasuredImages images = MeasuredImages.of(spec, DataSources.of(spec, "--data"), part)) {
                assertThat(images.classes()).isEqualTo(data.classes());
                assertThat(images.labels()).containsExactly(expected.labels());
                images.forEach(
                        expected.size(),
                        expected.channels(),
                        spec.fit(),
                        ByteBuffer::wrap,
                        new MeasuredImages.Taker<>() {
                            private final byte[] pixels = new byte[expected.imageBytes()];

                            @Override
                            public void take(int image, ByteBuffer made) {
                                expected.read(image, pixels);
                                assertThat(made).isEqualTo(ByteBuffer.wrap(pixels));
                            }

                            @Override
                            public void unread(int image, IOException reason) {
                                throw new AssertionError(images.name(image), reason);
                            }
                        });
            }
        }
    }

    @Test
    void noImageIsInTwoPartsAndNoneIsLost() throws Exception {
        DataSpec spec = spec();
        DataSet data = prepared(spec, "prepared");
        Set<ByteBuffer> seen = new HashSet<>();
        for (ImageSet part : List.of(data.train(), data.validation(), data.test())) {
            byte[] image = new byte[part.imageBytes()];
            for (int i = 0; i < part.count(); i++) {
                part.read(i, image);
                assertThat(seen.add(ByteBuffer.wrap(image.clone())))
                        .as("image %d of %d", i, part.count())
                        .isTrue();
            }
        }
        try (ImageList images = list(spec)) {
            assertThat(seen).hasSize(images.listing().count());
        }
    }

    @Test
    void preparingTwiceGivesTheSameBytes() throws Exception {
        DataSpec spec = spec();
        prepared(spec, "first");
        prepared(spec, "second");
        assertThat(folder.resolve("second")).hasSameBinaryContentAs(folder.resolve("first"));
    }

    @Test
    void decodingAgainGivesTheSameImage() throws Exception {
        try (ImageList images = list(spec())) {
            int count = Math.min(20, images.listing().count());
            DecodedImage[] first = new DecodedImage[count];
            for (int i = 0; i < count; i++) {
                first[i] = images.decode(i);
            }
            for (int i = 0; i < count; i++) {
                assertThat(images.decode(i).pixels()).isEqualTo(first[i].pixels());
            }
            if (!images.inOrder()) {
                for (int i = count - 1; i >= 0; i--) {
                    assertThat(images.decode(i).pixels()).isEqualTo(first[i].pixels());
                }
            }
        }
    }

    @Test
    void imagesAreWhatTheirListingSays() throws Exception {
        DataSpec spec = spec();
        Listing listing;
        try (ImageList images = list(spec)) {
            listing = images.listing();
            Set<String> names = new HashSet<>();
            for (int i = 0; i < listing.count(); i++) {
                DecodedImage image = images.decode(i);
                assertThat(names.add(images.name(i))).as("name of image %d", i).isTrue();
                listing.channels().ifPresent(c -> assertThat(image.channels()).isEqualTo(c));
                listing.size().ifPresent(s -> assertThat(image.height()).isEqualTo(s));
                listing.size().ifPresent(s -> assertThat(image.width()).isEqualTo(s));
            }
        }
        DataSet data = prepared(spec, "prepared");
        assertThat(data.classes()).isEqualTo(listing.classes());
        assertThat(data.name()).isEqualTo(spec.name());
    }

    @Test
    void imagesAreScaledWhereAResolutionIsAskedFor() throws Exception {
        DataSpec own = spec();
        DataSet data = prepared(
                new DataSpec(own.name(), own.path(), Optional.of(7), own.validation(), own.skipBroken()), "scaled");
        assertThat(data.train().size()).isEqualTo(7);
        assertThat(data.test().imageBytes()).isEqualTo(49 * data.test().channels());
    }

    /** What is written image by image equals what {@link DataSet#of} makes of the same images in memory. */
    @Test
    void preparedImagesAreThoseOfTheSource() throws Exception {
        DataSpec spec = spec();
        DataSet data = prepared(spec, "prepared");
        DataSet plain;
        try (ImageList images = list(spec)) {
            plain = PlainPreparation.of(spec, images);
        }
        assertThat(data.fingerprint()).isEqualTo(plain.fingerprint());
        assertThat(data.mean()).isEqualTo(plain.mean());
        assertThat(data.deviation()).isEqualTo(plain.deviation());
    }

    @Test
    void anotherCopyOfThePreparedImagesIsTheSame() throws Exception {
        DataSet data = prepared(spec(), "first");
        PreparedData.write(folder.resolve("second"), data);
        assertThat(folder.resolve("second")).hasSameBinaryContentAs(folder.resolve("first"));
    }
}
