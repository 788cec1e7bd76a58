package io.narsil.network;

import io.narsil.config.ConfigNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the file of a network or a space writes what all its layers do alike: only where it is not the usual. */
public final class ConventionsForm {
    private static final String PADDING = "padding";
    private static final String BATCH_NORM = "batch_norm";
    private static final String EPSILON = "epsilon";
    private static final String MEAN = "mean";
    private static final String STD = "std";
    /** Channels where a file says neither their number nor a list; equal numbers suit any other number of channels, too. */
    private static final int COLOURS = 3;

    /** Beyond these numbers nothing is left of the 256 values of a pixel in 32-bit floats. */
    private static final double LARGEST = 1e4;

    private final ConfigNode root;
    private PaddingStyle padding = Conventions.USUAL.padding();

    /**
     * The form in a file.
     *
     * @param root tree of the file, which has the keys but for those of the images
     */
    public ConventionsForm(ConfigNode root) {
        this.root = root;
    }

    /** Reads those of a file that does not say how many channels the images have: one number each is for all, whatever they are. */
    public Conventions read(ConfigNode input) {
        boolean listed = input.at(MEAN).isList();
        return read(input, listed ? Math.max(1, input.at(MEAN).items().size()) : COLOURS);
    }

    /**
     * Reads them and notes their faults.
     *
     * @param input row of the images
     * @param channels number of their channels
     */
    Conventions read(ConfigNode input, int channels) {
        padding = root.at(PADDING).constant(PaddingStyle.class, padding);
        ConfigNode batchNorm = root.at(BATCH_NORM);
        double epsilon = batchNorm.at(EPSILON).number(Conventions.USUAL.epsilon(), 1e-10, 1);
        if (batchNorm.present()) {
            batchNorm.closed();
        }
        return new Conventions(padding, epsilon, normalisation(input, channels));
    }

    private static Optional<Normalisation> normalisation(ConfigNode input, int channels) {
        if (!input.has(MEAN) && !input.has(STD)) {
            return Optional.empty();
        }
        List<Double> mean = numbers(input.need(MEAN), channels, -LARGEST);
        List<Double> deviation = numbers(input.need(STD), channels, 1 / LARGEST);
        boolean whole = mean.size() == channels && deviation.size() == channels;
        return whole ? Optional.of(new Normalisation(mean, deviation)) : Optional.empty();
    }

    private static List<Double> numbers(ConfigNode list, int channels, double least) {
        if (!list.isList()) {
            return Collections.nCopies(channels, list.number(1, least, LARGEST));
        }
        List<Double> numbers = new ArrayList<>();
        for (ConfigNode item : list.items()) {
            numbers.add(item.number(1, least, LARGEST));
        }
        if (numbers.size() != channels) {
            list.fault(
                    "these are " + numbers.size() + " numbers for images of " + channels + " channels",
                    "one number for all, or one for each channel, on the scale 0..1");
        }
        return numbers;
    }

    /** Notes rows with a padding of their own, where the network pads as TensorFlow does; after {@link #read}. */
    public void refuseOthers(List<ConfigNode> rows) {
        if (padding == PaddingStyle.HALF) {
            return;
        }
        rows.stream()
                .filter(row -> row.has(PADDING))
                .distinct()
                .forEach(row -> row.at(PADDING)
                        .fault("this network pads as TensorFlow does (padding: same), so no row says its own", ""));
    }

    /** What is not usual as plain data with the keys of a file; a normalisation has its own. */
    public static Map<String, Object> plain(Conventions conventions) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (conventions.padding() != Conventions.USUAL.padding()) {
            plain.put(PADDING, conventions.padding().key());
        }
        if (conventions.epsilon() != Conventions.USUAL.epsilon()) {
            plain.put(BATCH_NORM, Map.of(EPSILON, Decimal.number(conventions.epsilon())));
        }
        return plain;
    }

    /** A normalisation as plain data, which stands beside the size of the images. */
    public static Map<String, Object> plain(Normalisation normalisation) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(MEAN, plain(normalisation.mean()));
        plain.put(STD, plain(normalisation.deviation()));
        return plain;
    }

    private static Object plain(List<Double> numbers) {
        boolean alike = numbers.stream().distinct().count() == 1;
        return alike
                ? Decimal.number(numbers.get(0))
                : numbers.stream().map(Decimal::number).toList();
    }
}
