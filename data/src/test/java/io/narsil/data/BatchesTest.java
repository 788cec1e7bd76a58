package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.augment.Augmentation;
import io.narsil.augment.AutoAugment;
import io.narsil.augment.RandAugment;
import io.narsil.augment.ResizedCrop;
import io.narsil.augment.Zoom;
import io.narsil.random.Seeds;
import io.narsil.task.Fit;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static DataSet data() {
        byte[] pixels = new byte[40 * 16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 7);
        }
        int[] labels = new int[40];
        Arrays.setAll(labels, i -> i % 4);
        ImageSet set = new ImageSet(ByteBuffer.wrap(pixels), labels, 1, 4);
        return DataSet.of("t", List.of("a", "b", "c", "d"), set, set, set);
    }

    @Test
    void anEpochIsTheSameWheneverItIsDrawnAndHasEveryImageOnce() {
        DataSet data = data();
        float[] first = draw(data, 3, 2, true, 0.2);
        assertThat(draw(data, 3, 2, true, 0.2)).isEqualTo(first);
        assertThat(draw(data, 4, 2, true, 0.2)).isNotEqualTo(first);

        float[] plain = draw(data, 1, 0, false, 0);
        float[] unvaried = new float[40 * 16];
        new Batches(data, data.train()).fill(0, 40, unvaried, new long[40]);
        Arrays.sort(plain);
        Arrays.sort(unvaried);
        assertThat(plain).isEqualTo(unvaried);
    }

    @Test
    void trainingImagesAreNormalised() {
        float[] x = new float[40 * 16];
        new Batches(data(), data().train()).fill(0, 40, x, new long[40]);
        double mean = 0;
        double squares = 0;
        for (float v : x) {
            mean += v / x.length;
            squares += (double) v * v / x.length;
        }
        assertThat(mean).isCloseTo(0, within(1e-5));
        assertThat(squares).isCloseTo(1, within(1e-4));
    }

    @Test
    void mixupMixesAnImageWithItsPartner() {
        DataSet data = data();
        long[] labels = new long[40];
        long[] partners = new long[40];
        float[] mixed = new float[40 * 16];
        double share = new Batches(data, data.train())
                .epoch(new Seeds(1), 1, new Variation(List.of(), 0, false, 0.4))
                .next(40, mixed, labels, partners)
                .share();
        // The same stream without mixup shuffles alike.
        float[] plain = new float[40 * 16];
        new Batches(data, data.train()).epoch(new Seeds(1), 1, Variation.NONE).next(40, plain, labels, new long[40]);
        assertThat(share).isBetween(0.0, 1.0);
        for (int v = 0; v < 16; v++) {
            assertThat(mixed[v])
                    .isCloseTo((float) (share * plain[v] + (1 - share) * plain[39 * 16 + v]), within(1e-5f));
        }
        assertThat(partners[0]).isEqualTo(labels[39]);
    }

    @Test
    void augmentationIsDrawnFromTheEpochsStream() {
        DataSet data = data();
        for (Augmentation augmentation : List.of(new AutoAugment(1), new RandAugment(5))) {
            Variation variation = new Variation(List.of(augmentation), 0, false, 0);
            float[] first = draw(data, 3, variation);
            assertThat(draw(data, 3, variation)).isEqualTo(first);
            assertThat(first).isNotEqualTo(draw(data, 3, Variation.NONE));
        }
    }

    /** A slope says where each window lies: one seed shows the same part of it at every size, shifted and mirrored alike. */
    @Test
    void imagesOfAnotherSizeShowTheSame() {
        int stored = 32;
        byte[] slope = new byte[stored * stored];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (byte) (5 * (i % stored) + 2 * (i / stored));
        }
        ImageSet set = new ImageSet(ByteBuffer.wrap(slope), new int[1], 1, stored);
        DataSet data = new DataSet("slope", List.of("slope"), set, set, set, List.of(0.0), List.of(1 / 255.0));
        Variation variation = new Variation(List.of(new ResizedCrop(0.35)), 4, true, 0);
        for (int seed = 0; seed < 20; seed++) {
            float[] whole = image(data, seed, variation, stored);
            float[] small = image(data, seed, variation.at(16), 16);
            double farthest = 0;
            for (int i = 0; i < small.length; i++) {
                int at = 2 * (i / 16) * stored + 2 * (i % 16);
                double mean = (whole[at] + whole[at + 1] + whole[at + stored] + whole[at + stored + 1]) / 4;
                farthest = Math.max(farthest, Math.abs(small[i] - mean));
            }
            // A shift by half a small pixel is rounded: 1 to 2 stored pixels of 5 and 2 levels.
            assertThat(farthest).as("seed " + seed).isLessThan(9);
        }
    }

    @Test
    void imagesWithoutWindowsKeepTheirSize() {
        Variation plain = new Variation(List.of(new RandAugment(5)), 2, true, 0);
        assertThat(plain.at(16).side(32)).isEqualTo(32);
        assertThat(plain.at(16)).isEqualTo(plain);
        Variation zoomed = new Variation(List.of(new ResizedCrop(0.5), new Zoom(0.8, 1.2)), 0, false, 0);
        assertThat(zoomed.at(16).side(32)).isEqualTo(32);
    }

    private static float[] image(DataSet data, int seed, Variation variation, int side) {
        float[] x = new float[side * side];
        Batches.Epoch epoch = new Batches(data, data.train()).epoch(new Seeds(seed), 1, variation);
        assertThat(epoch.side()).isEqualTo(side);
        epoch.next(1, x, new long[1], new long[1]);
        return x;
    }

    @Test
    void scalingKeepsAPlainImagePlainAndHalvesByAveraging() throws Exception {
        byte[] plain = new byte[9 * 9 * 3];
        Arrays.fill(plain, (byte) 200);
        DecodedImage nine = new DecodedImage(plain, 9, 9, 3);
        assertThat(Scale.square(nine, Fit.CROP, 5)).containsOnly((byte) 200);
        assertThat(Scale.square(nine, Fit.LETTERBOX, 14)).containsOnly((byte) 200);
    }

    private static float[] draw(DataSet data, int epoch, int crop, boolean flip, double mixup) {
        return draw(data, epoch, new Variation(List.of(), crop, flip, mixup));
    }

    private static float[] draw(DataSet data, int epoch, Variation variation) {
        float[] x = new float[40 * 16];
        new Batches(data, data.train()).epoch(new Seeds(5), epoch, variation).next(40, x, new long[40], new long[40]);
        return x;
    }
}
