package io.narsil.space;

import io.narsil.config.ConfigNode;
import io.narsil.config.NumberRange;
import io.narsil.config.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The row {@code input} of a space's file: the images that it is meant for, and the resolutions of its networks.
 *
 * @param resolution resolution of the networks, or null where they take the images' own
 * @param smallest size of the smallest images, in pixels a side
 * @param largest size of the largest images, in pixels a side
 */
record InputRow(Setting resolution, int smallest, int largest) {
    private static final int LARGEST = 1 << 16;
    private static final NumberRange SIZES = new NumberRange(1, LARGEST, true);
    private static final String SHARE = "[1-9][0-9]?%|100%";

    /** Whether a space's resolutions are shares of the images' size. */
    static boolean relative(ConfigNode root) {
        ConfigNode resolution = root.at("input").at("resolution");
        return percent(resolution) || (resolution.isMapping() && percent(resolution.at("from")));
    }

    private static boolean percent(ConfigNode node) {
        return !node.isMapping() && !node.isList() && node.text("").endsWith("%");
    }

    /** A size brought into the limits that the row says, without faults. */
    static int within(ConfigNode input, int pixels) {
        long smallest = limit(input.at("smallest"), 1);
        return (int) Math.max(smallest, Math.min(limit(input.at("largest"), LARGEST), pixels));
    }

    private static long limit(ConfigNode node, long fallback) {
        boolean single = !node.isMapping() && !node.isList();
        long limit = single ? Quantity.parse(node.text("")).orElse(fallback) : fallback;
        return limit < 1 || limit > LARGEST ? fallback : limit;
    }

    /**
     * Reads the row but for the scale of the images.
     *
     * @param pixels size of the images, where it is known
     * @param multiple number of pixels of which all resolutions are multiples
     */
    static InputRow read(ConfigNode input, OptionalInt pixels, int multiple, Declarations declarations) {
        ConfigNode node = input.at("resolution");
        Setting resolution = null;
        if (pixels.isPresent() && percent(node)) {
            resolution = Setting.fixed(Integer.toString(share(node, pixels.getAsInt())));
        } else if (pixels.isPresent() && node.isMapping() && percent(node.at("from"))) {
            ConfigNode prior = node.at(PriorNode.KEY);
            List<String> sizes = shares(node, pixels.getAsInt(), multiple);
            resolution = declarations.among(believed(prior, sizes, pixels.getAsInt()), "resolution", node);
        } else if (multiple > 1 && node.isMapping() && node.has("from")) {
            resolution = declarations.among(multiples(node, multiple), "resolution", node);
        } else if (node.present()) {
            resolution = declarations.setting("resolution", node, Parameter.Group.ARCHITECTURE, SIZES);
            resolution.values().stream()
                    .filter(v -> Integer.parseInt(v) % multiple != 0)
                    .findFirst()
                    .ifPresent(v -> node.fault(
                            "the levels of a detector want images of a multiple of " + multiple + " pixels, not " + v,
                            Integer.toString(Math.max(1, Integer.parseInt(v) / multiple) * multiple)));
        }
        int smallest = input.at("smallest").integer(1, 1, LARGEST);
        int largest = input.at("largest").integer(LARGEST, 1, LARGEST);
        if (largest < smallest) {
            input.at("largest").fault("the largest images are smaller than the smallest, " + smallest, "");
        }
        return new InputRow(resolution, smallest, largest);
    }

    /** What a detector can take of a range of sizes, without a belief in one that is not among them. */
    private static Choice multiples(ConfigNode node, int multiple) {
        Choice all = Choice.read(node, SIZES);
        List<String> sizes = all.values().stream()
                .filter(v -> Integer.parseInt(v) % multiple == 0)
                .toList();
        if (sizes.isEmpty()) {
            node.fault("the levels of a detector want images of a multiple of " + multiple + " pixels", "");
            return new Choice(all.values().subList(0, 1));
        }
        int believed = all.prior().present()
                ? sizes.indexOf(all.values().get(all.prior().at(1).orElseThrow()))
                : -1;
        return new Choice(sizes, believed < 0 ? Prior.NONE : Prior.of(believed));
    }

    /** The multiples of a step from one share of the images' size to another; their own size where there is none. */
    private static List<String> shares(ConfigNode node, int pixels, int multiple) {
        int from = share(node.at("from"), pixels);
        int to = share(node.need("to"), pixels);
        int said = node.at("step").integer(1, 1, LARGEST);
        int step = said;
        while (step % multiple != 0) {
            step += said;
        }
        node.closed();
        if (to < from) {
            node.fault("\"" + node.name() + "\" must rise from its lowest share", "");
        }
        List<String> sizes = new ArrayList<>();
        for (int size = (from + step - 1) / step * step; size <= to; size += step) {
            sizes.add(Integer.toString(size));
        }
        return sizes.isEmpty() ? List.of(Integer.toString(pixels)) : sizes;
    }

    /** The sizes with the belief in one of them, which may be a share of the images' size: the nearest of them then. */
    private static Choice believed(ConfigNode prior, List<String> sizes, int pixels) {
        if (!percent(prior)) {
            return new Choice(sizes, PriorNode.read(prior, sizes));
        }
        int size = share(prior, pixels);
        int nearest = IntStream.range(0, sizes.size())
                .boxed()
                .min(Comparator.comparingInt(i -> Math.abs(Integer.parseInt(sizes.get(i)) - size)))
                .orElseThrow();
        return new Choice(sizes, Prior.of(nearest));
    }

    /** A share of the images' size, rounded up to a pixel. */
    private static int share(ConfigNode node, int pixels) {
        String text = node.text("100%");
        if (!text.matches(SHARE)) {
            node.fault(
                    "\"" + node.name() + "\" must be a share of the images' size from 1% to 100%, not \"" + text + "\"",
                    "");
            return pixels;
        }
        return (Integer.parseInt(text.substring(0, text.length() - 1)) * pixels + 99) / 100;
    }
}
