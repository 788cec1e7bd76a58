package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.tensors.SmallSegments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreparedDataTest {
    @TempDir
    private Path folder;

    /** Whatever the images and however small the segments, the bytes are those of the simple way through memory. */
    @ParameterizedTest
    @EnumSource
    void preparedImagesAreThoseOfThePlainWay(RandomImages.Kind kind) throws Exception {
        for (int repeat = 0; repeat < 10; repeat++) {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            RandomImages images = new RandomImages(seed, kind, 40 + random.nextInt(60), 1 + random.nextInt(6));
            boolean skip = random.nextBoolean();
            for (int i = 0; i < images.listing().count() && skip; i++) {
                images.broken.set(i, random.nextInt(5) == 0);
            }
            Optional<Integer> resolution = random.nextBoolean() ? Optional.empty() : Optional.of(1 + random.nextInt(8));
            DataSpec spec = RandomImages.spec(resolution, skip);
            Path file = folder.resolve("images");
            PreparedData.write(file, spec, images);
            DataSet plain = PlainPreparation.of(spec, images);
            DataSet data = PreparedData.read(file, SmallSegments.read(file, 1 + random.nextInt(200)));
            String what = "seed " + seed + ", " + kind;
            assertThat(data.mean()).as(what).isEqualTo(plain.mean());
            assertThat(data.deviation()).as(what).isEqualTo(plain.deviation());
            assertThat(data.fingerprint()).as(what).isEqualTo(plain.fingerprint());
            assertSame(data.train(), plain.train(), what);
            assertSame(data.validation(), plain.validation(), what);
            assertSame(data.test(), plain.test(), what);
            assertThat(DataSet.of("random", data.classes(), data.train(), data.validation(), data.test())
                            .mean())
                    .as(what)
                    .isEqualTo(data.mean());
        }
    }

    private static void assertSame(ImageSet found, ImageSet expected, String what) {
        assertThat(found.labels()).as(what).isEqualTo(expected.labels());
        assertThat(found.imageBytes()).as(what).isEqualTo(expected.imageBytes());
        byte[] one = new byte[found.imageBytes()];
        byte[] other = new byte[found.imageBytes()];
        for (int i = 0; i < found.count(); i++) {
            found.read(i, one);
            expected.read(i, other);
            assertThat(one).as("%s, image %d", what, i).isEqualTo(other);
        }
        ImageSet half = found.first(found.count() / 2);
        assertThat(half.labels()).isEqualTo(Arrays.copyOf(expected.labels(), found.count() / 2));
    }

    @Test
    void whatTheDiskCannotHoldIsRefusedBeforeAnImageIsDecoded() throws Exception {
        // What a write that was killed has left takes no room: it is removed before the disk is asked.
        Files.writeString(folder.resolve("images.partial"), "left");
        RandomImages images = new RandomImages(1, RandomImages.Kind.LISTED, 4_000_000, 4);
        DataSpec spec = RandomImages.spec(Optional.of(20_000), false);
        assertThatThrownBy(() -> PreparedData.write(folder.resolve("images"), spec, images))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("4000000 decoded images of 1x20000x20000 take 1.6 PB, and the disk has")
                .hasMessageContaining("Maybe free some space, say a smaller \"resolution\"");
        assertThatThrownBy(() -> PreparedData.write(folder.resolve("images"), spec.options(false, false), images))
                .hasMessageContaining("Maybe free some space, give a smaller --resolution, or");
        assertThat(images.decoded()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anImageThatFitsInNoArrayIsRefusedBeforeOneIsScaled() {
        RandomImages images = new RandomImages(1, RandomImages.Kind.LISTED, 40, 4);
        DataSpec spec = RandomImages.spec(Optional.of(50_000), false);
        assertThatThrownBy(() -> PreparedData.write(folder.resolve("images"), spec, images))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("one image of 1x50000x50000 has 2500000000 values, more than 2147483639");
        assertThat(images.decoded()).isZero();
    }

    @Test
    void whereAnImageIsBrokenAnOlderFileStays() throws Exception {
        Path file = Files.writeString(folder.resolve("images"), "older");
        RandomImages images = new RandomImages(3, RandomImages.Kind.COLOUR, 40, 4);
        images.broken.set(7);
        images.broken.set(20);
        assertThatThrownBy(() -> PreparedData.write(file, RandomImages.spec(Optional.empty(), false), images))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("image 7: it is broken")
                .hasMessageContaining("image 20: it is broken");
        assertThat(file).hasContent("older");
        assertThat(folder).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void whereNothingIsLeftThatIsSaid() {
        RandomImages images = new RandomImages(3, RandomImages.Kind.COLOUR, 40, 4);
        images.broken.set(0, 40);
        assertThatThrownBy(() ->
                        PreparedData.write(folder.resolve("i"), RandomImages.spec(Optional.empty(), true), images))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("there is no image left to train on");
    }

    @Test
    void imagesWithoutColourAreDecodedOnceMoreAtMost() {
        RandomImages grey = new RandomImages(5, RandomImages.Kind.GREY, 60, 4);
        DataSet data = PreparedData.write(folder.resolve("i"), RandomImages.spec(Optional.empty(), false), grey);
        assertThat(data.train().channels()).isEqualTo(1);
        assertThat(grey.decoded()).isEqualTo(61);
        RandomImages late = new RandomImages(5, RandomImages.Kind.LATE_COLOUR, 60, 4);
        data = PreparedData.write(folder.resolve("i"), RandomImages.spec(Optional.empty(), false), late);
        assertThat(data.train().channels()).isEqualTo(3);
        assertThat(late.decoded()).isLessThanOrEqualTo(121);
    }

    @Test
    void aTemporarySetIsReadableAndLeavesNoFile() throws Exception {
        RandomImages images = new RandomImages(5, RandomImages.Kind.COLOUR, 60, 4);
        DataSpec spec = RandomImages.spec(Optional.empty(), false);
        DataSet data = PreparedData.temporary(spec, images);
        assertThat(data.fingerprint())
                .isEqualTo(PlainPreparation.of(spec, images).fingerprint());
    }

    @Test
    void aListingThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> Listing.of(List.of("a", "b"), new int[] {2}, new Part[] {Part.TRAIN}))
                .hasMessageContaining("there is no class 2 of 2");
        assertThatThrownBy(() -> Listing.of(List.of("a", "b"), new int[] {1, 0}, new Part[] {Part.TRAIN}))
                .hasMessageContaining("2 labels are not of 1 images");
        assertThatThrownBy(() -> Listing.of(List.of("a\nb"), new int[0], new Part[0]))
                .hasMessageContaining("one line");
    }
}
