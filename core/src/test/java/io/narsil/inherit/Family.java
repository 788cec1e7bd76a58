package io.narsil.inherit;

import io.narsil.network.Activation;
import io.narsil.network.Block;
import io.narsil.network.Classifier;
import io.narsil.network.ConvBlock;
import io.narsil.network.MBConv;
import io.narsil.network.MBPool;
import io.narsil.network.Network;
import io.narsil.network.Squeeze;
import io.narsil.network.WeightShapes;
import io.narsil.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Small networks of one family, with random weights. */
final class Family {
    static final Activation SWISH = Activation.HARD_SWISH;

    static MBConv mb(int kernel, double expansion, int channels, int stride, double squeeze) {
        return new MBConv(kernel, expansion, channels, stride, Squeeze.of(squeeze), SWISH, kernel / 2);
    }

    /** A network whose second stage can be of other sizes. */
    static Network network(int stem, List<Block> second, int third, int classes) {
        return new Network(
                "n",
                1,
                8,
                classes,
                List.of(
                        List.of(new ConvBlock(3, stem, 1, SWISH, 1), mb(3, 1, stem, 1, 0)),
                        second,
                        List.of(mb(3, 2, third, 2, 0.25))),
                List.of(new MBPool(2, 24, SWISH, true), new Classifier(true)));
    }

    static List<Block> second(int kernel, double expansion, int channels, int depth) {
        List<Block> blocks = new ArrayList<>(List.of(mb(kernel, expansion, channels, 2, 0.5)));
        for (int i = 1; i < depth; i++) {
            blocks.add(mb(kernel, expansion, channels, 1, 0.5));
        }
        return blocks;
    }

    static final Network PARENT = network(16, second(3, 4, 16, 3), 24, 5);

    static Map<String, float[]> random(Network network, long seed) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        RandomGenerator random = new Seeds(seed).stream("test", 0);
        WeightShapes.of(network).forEach((name, shape) -> {
            float[] values = new float[shape.stream().mapToInt(Long::intValue).reduce(1, Math::multiplyExact)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.5f;
                if (name.endsWith("running_var")) {
                    values[i] = Math.abs(values[i]) + 0.5f;
                }
            }
            arrays.put(name, values);
        });
        return arrays;
    }

    /** The child's arrays: random ones, and into them what it inherits. */
    static Map<String, float[]> inherited(Inheritance inheritance, Network child) {
        Map<String, float[]> arrays = random(child, 99);
        arrays.forEach(inheritance::into);
        return arrays;
    }

    static double[] logits(Network network, Map<String, float[]> weights) {
        RandomGenerator random = new Seeds(7).stream("image", 0);
        double[][][] image = new double[network.channels()][network.resolution()][network.resolution()];
        for (double[][] channel : image) {
            for (double[] row : channel) {
                Arrays.setAll(row, i -> random.nextGaussian());
            }
        }
        return PlainReader.logits(network, weights, image);
    }

    static String text(Inheritance inheritance, String layer) {
        return inheritance.layers().stream()
                .filter(l -> l.name().equals(layer))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private Family() {}
}
