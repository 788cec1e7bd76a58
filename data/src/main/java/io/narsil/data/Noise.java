package io.narsil.data;

import io.narsil.random.Seeds;
import io.narsil.task.Fit;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Images of noise, where there are none to show a network; always the same. */
public final class Noise {
    private static final int IMAGES = 200;
    /** Of ImageNet, which published weights were trained on. */
    private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);

    private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);

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
        boolean colour = channels == MEAN.size();
        List<Double> mean = colour ? MEAN : List.of(0.5);
        return new DataSet("noise", names, set, set, set, mean, colour ? DEVIATION : List.of(0.25), fit);
    }
}
