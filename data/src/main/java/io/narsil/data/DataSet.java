package io.narsil.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Images in three parts: to train on, to choose candidates by, and to be looked at once, at the end.
 *
 * @param classes their names, in the order of the labels
 * @param mean of the training images per channel, on the scale 0..1
 * @param deviation standard deviation of the training images per channel, on the same scale
 */
public record DataSet(
        String name,
        List<String> classes,
        ImageSet train,
        ImageSet validation,
        ImageSet test,
        List<Double> mean,
        List<Double> deviation) {

    public DataSet {
        classes = List.copyOf(classes);
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** A data set whose mean and deviation are computed here. */
    public static DataSet of(String name, List<String> classes, ImageSet train, ImageSet validation, ImageSet test) {
        int channels = train.channels();
        long[] sum = new long[channels];
        long[] squares = new long[channels];
        byte[] image = new byte[train.imageBytes()];
        for (int i = 0; i < train.count(); i++) {
            train.read(i, image);
            for (int j = 0; j < image.length; j++) {
                int value = image[j] & 0xFF;
                sum[j % channels] += value;
                squares[j % channels] += (long) value * value;
            }
        }
        double count = (double) train.count() * train.size() * train.size();
        Double[] mean = new Double[channels];
        Double[] deviation = new Double[channels];
        for (int c = 0; c < channels; c++) {
            double m = sum[c] / count;
            mean[c] = m / 255;
            // Never 0, so that images of one colour stay finite.
            deviation[c] = Math.max(Math.sqrt(Math.max(0, squares[c] / count - m * m)) / 255, 1.0 / 255);
        }
        return new DataSet(name, classes, train, validation, test, List.of(mean), List.of(deviation));
    }

    /** A hash of everything that training can see. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\n", classes).getBytes(StandardCharsets.UTF_8));
            for (ImageSet part : List.of(train, validation, test)) {
                ByteBuffer labels = ByteBuffer.allocate(4 * part.count() + 8);
                labels.putInt(part.channels()).putInt(part.size());
                labels.asIntBuffer().put(part.labels());
                digest.update(labels.array());
                digest.update(part.pixels().duplicate());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
