package io.narsil.data;

import io.narsil.network.Network;
import io.narsil.task.Fit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Images in three parts: for training, for the choice of candidates, and for a single test at the end.
 *
 * @param name built-in set, or path as the user wrote it
 * @param classes names, in the order of the labels
 * @param mean mean value of the training images per channel, on the scale 0..1
 * @param deviation standard deviation of the training images per channel, on the same scale
 * @param fit way in which images were made squares, in which those of others must be made squares, too
 */
public record DataSet(
        String name,
        List<String> classes,
        ImageSet train,
        ImageSet validation,
        ImageSet test,
        List<Double> mean,
        List<Double> deviation,
        Fit fit) {

    public DataSet {
        classes = List.copyOf(classes);
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** Images whose middle was taken where they were no squares. */
    public DataSet(
            String name,
            List<String> classes,
            ImageSet train,
            ImageSet validation,
            ImageSet test,
            List<Double> mean,
            List<Double> deviation) {
        this(name, classes, train, validation, test, mean, deviation, Fit.CROP);
    }

    /** A data set whose mean and deviation are computed here. */
    public static DataSet of(String name, List<String> classes, ImageSet train, ImageSet validation, ImageSet test) {
        Statistics statistics = new Statistics(train.channels());
        byte[] image = new byte[train.imageBytes()];
        for (int i = 0; i < train.count(); i++) {
            train.read(i, image);
            statistics.add(image);
        }
        return new DataSet(name, classes, train, validation, test, statistics.mean(), statistics.deviation());
    }

    /**
     * The same images on the scale on which a network takes them: where it says its own, that takes the place of mean and
     * deviation, by which images are normalised.
     */
    public DataSet asSeenBy(Network network) {
        return network.conventions()
                .normalisation()
                .map(n -> new DataSet(name, classes, train, validation, test, n.mean(), n.deviation(), fit))
                .orElse(this);
    }

    /** A hash of everything that can influence a training. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\n", classes).getBytes(StandardCharsets.UTF_8));
            ByteBuffer number = ByteBuffer.allocate(4);
            for (ImageSet part : List.of(train, validation, test)) {
                digest.update(ByteBuffer.allocate(8)
                        .putInt(part.channels())
                        .putInt(part.size())
                        .flip());
                for (int label : part.labels()) {
                    digest.update(number.putInt(0, label).array());
                }
                part.pixels().segments().forEach(digest::update);
            }
            if (fit != Fit.CROP) {
                // Squares look alike either way, but a network's file says how others are made.
                digest.update(fit.key().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
