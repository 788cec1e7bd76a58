package io.narsil.data;

import io.narsil.augment.Augmentation;
import io.narsil.augment.Picture;
import io.narsil.augment.RandomReframing;
import io.narsil.augment.Reframing;
import io.narsil.boxes.Placement;
import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Fills batches with images as 32-bit floats, normalised, in the order (image, row, column, channel).
 *
 * <p>Training batches are shuffled, varied, shifted, mirrored and mixed with random numbers that depend on (seed,
 * epoch) alone, so that an epoch is the same whenever and wherever it is run.
 */
public final class Batches {
    private final DataSet data;
    private final ImageSet set;
    private final byte[] image;
    private final float[][] scale;

    /** Batches of one part's images, normalised by the statistics of the whole data set. */
    public Batches(DataSet data, ImageSet set) {
        this.data = data;
        this.set = set;
        this.image = new byte[set.imageBytes()];
        this.scale = new float[set.channels()][256];
        for (int c = 0; c < scale.length; c++) {
            for (int v = 0; v < 256; v++) {
                scale[c][v] = (float)
                        ((v / 255.0 - data.mean().get(c)) / data.deviation().get(c));
            }
        }
    }

    /** The number of images. */
    public int count() {
        return set.count();
    }

    /** The number of values of one image in a batch, at the size with which it is stored. */
    public int imageValues() {
        return set.imageBytes();
    }

    /**
     * Copies the images {@code from} to {@code from + count - 1} to {@code x}, normalised but not varied, and their
     * classes to {@code labels}.
     */
    public void fill(int from, int count, float[] x, long[] labels) {
        for (int i = 0; i < count; i++) {
            set.read(from + i, image);
            place(image, new Shift(set.size(), 0, 0, false), x, i);
            labels[i] = set.labels()[from + i];
        }
    }

    /** A shuffled pass over all images. */
    public Epoch epoch(Seeds seeds, int epoch, Variation variation) {
        return new Epoch(seeds.stream("augmentation", epoch), variation);
    }

    /** One pass; batches must be drawn in order. */
    public final class Epoch {
        private final RandomGenerator random;
        private final Variation variation;
        private final int[] order;
        private final int side;
        private int next;
        /** Where the pixels of the image in the making are by now. */
        private Placement way;

        private Epoch(RandomGenerator random, Variation variation) {
            this.random = random;
            this.variation = variation;
            this.order = Shuffle.indices(set.count(), random);
            this.side = variation.side(set.size());
        }

        /** Pixels a side of its images. */
        public int side() {
            return side;
        }

        /**
         * Fills one batch.
         *
         * @param labels array that receives the classes
         * @param partners array that receives the classes that are mixed in
         * @return what was drawn
         */
        public Drawn next(int count, float[] x, long[] labels, long[] partners) {
            int values = set.channels() * side * side;
            int[] images = new int[count];
            List<Placement> ways = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int index = order[next++];
                set.read(index, image);
                way = Placement.unmoved(set.size(), set.size());
                byte[] varied = variation.augmentations().isEmpty() ? image : augmented();
                int dy = shift();
                int dx = shift();
                Shift shift = new Shift(side, dy, dx, variation.flip() && random.nextBoolean());
                place(varied, shift, x, i);
                images[i] = index;
                ways.add(way.then(shift.placement()));
                labels[i] = set.labels()[index];
            }
            double share = variation.mixup() > 0 ? Beta.symmetric(variation.mixup(), random) : 1;
            for (int i = 0; i < count; i++) {
                partners[i] = labels[count - 1 - i];
            }
            if (share < 1) {
                mix(count, values, (float) share, x);
            }
            return new Drawn(share, images, ways);
        }

        /** As far in smaller images, of what they show. */
        private int shift() {
            int drawn = variation.crop() == 0 ? 0 : random.nextInt(2 * variation.crop() + 1) - variation.crop();
            return (int) Math.rint((double) drawn * side / set.size());
        }

        private byte[] augmented() {
            Picture picture = new Picture(image, set.size(), set.channels());
            for (Augmentation augmentation : variation.augmentations()) {
                if (augmentation instanceof RandomReframing moving) {
                    Reframing drawn = moving.draw(picture.size(), random);
                    way = way.then(drawn.placement(picture.size()));
                    picture = drawn.apply(picture);
                } else {
                    picture = augmentation.vary(picture, random);
                }
            }
            return picture.pixels();
        }

        /** Mixes image i with image count - 1 - i. The pairs are random, since the order is shuffled. */
        private static void mix(int count, int values, float share, float[] x) {
            for (int i = 0; i < (count + 1) / 2; i++) {
                int a = i * values;
                int b = (count - 1 - i) * values;
                for (int v = 0; v < values; v++) {
                    float first = x[a + v];
                    float second = x[b + v];
                    x[a + v] = share * first + (1 - share) * second;
                    x[b + v] = share * second + (1 - share) * first;
                }
            }
        }
    }

    /** Normalises an image into its place in a batch, shifted and mirrored. */
    void place(byte[] pixels, Shift shift, float[] x, int slot) {
        int size = shift.size();
        int channels = set.channels();
        int[] columns = new int[size];
        for (int column = 0; column < size; column++) {
            columns[column] = shift.column(column) * channels;
        }
        int at = slot * pixels.length;
        for (int row = 0; row < size; row++) {
            int start = shift.row(row) * size * channels;
            for (int column = 0; column < size; column++) {
                int from = start + columns[column];
                for (int c = 0; c < channels; c++) {
                    x[at++] = scale[c][pixels[from + c] & 0xFF];
                }
            }
        }
    }

    /** The data whose statistics normalise these batches. */
    public DataSet data() {
        return data;
    }
}
