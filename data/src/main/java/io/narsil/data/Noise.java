package io.narsil.data;

import io.narsil.network.Normalisation;
import io.narsil.random.Seeds;
import io.narsil.task.Fit;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Images of noise, where there are none to show a network; always the same. */
public final class Noise {
    private static final int IMAGES = 200;

    private Noise() {}

    /**
     * A set with numbered classes and ImageNet's normalisation, whose three parts are the same images.
     *
     * @param size pixels a side
     * @param fit way in which photos become squares for whoever takes this set as an example
     */
    public static DataSet of(int channels, int size, int classes, Fit fit) {
        long values = (long) channels * size * size;
        // Fewer of very large images, which have to fit in one array.
        int count = (int) Math.min(IMAGES, (Integer.MAX_VALUE - 8) / values);
        byte[] bytes = new byte[(int) (count * values)];
        RandomGenerator random = new Seeds(1).stream("noise", 0);
        random.nextBytes(bytes);
        ImageSet set = new ImageSet(ByteBuffer.wrap(bytes), new int[count], channels, size);
        List<String> names =
                IntStream.range(0, classes).mapToObj(c -> "class " + c).toList();
        Normalisation scale = channels == Normalisation.IMAGENET.mean().size()
                ? Normalisation.IMAGENET
                : new Normalisation(Collections.nCopies(channels, 0.5), Collections.nCopies(channels, 0.25));
        return new DataSet("noise", names, set, set, set, scale.mean(), scale.deviation(), fit);
    }
}
