package io.narsil.space;

import io.narsil.network.Activation;
import io.narsil.network.BasicBlock;
import io.narsil.network.Block;
import io.narsil.network.Bottleneck;
import io.narsil.network.Classifier;
import io.narsil.network.ConvBlock;
import io.narsil.network.FusedMBConv;
import io.narsil.network.MBConv;
import io.narsil.network.MBPool;
import io.narsil.network.MaxPool;
import io.narsil.network.Squeeze;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One row of a space: blocks of a kind that share their settings.
 *
 * <p>The first block has the stage's stride and its {@code first} expansion; the others have stride 1 and the
 * {@code rest} expansion.
 *
 * @param settings one for each key that any of its types reads, and {@link Key#BLOCK}
 * @param squeeze how squeeze-and-excitation is done where its ratio is not 0
 */
public record Stage(String name, Map<Key, Setting> settings, Squeeze squeeze) {
    /** What a stage sets. */
    public enum Key {
        BLOCK,
        KERNEL,
        FIRST,
        REST,
        REDUCTION,
        CHANNELS,
        DEPTH,
        STRIDE,
        GROUPS,
        SE,
        ACTIVATION,
        BIAS
    }

    /** The kinds of blocks that a stage can have. */
    public enum Type {
        CONV,
        MAXPOOL,
        MBCONV,
        FUSED,
        BASIC,
        BOTTLENECK,
        MBPOOL,
        CLASSIFIER;

        /** Whether a stage of this kind sets it. */
        boolean reads(Key key) {
            boolean repeated = this != MAXPOOL && this != MBPOOL && this != CLASSIFIER;
            boolean inverted = this == MBCONV || this == FUSED;
            return switch (key) {
                case BLOCK -> true;
                case KERNEL, STRIDE -> repeated || this == MAXPOOL;
                case DEPTH -> repeated;
                case CHANNELS, ACTIVATION -> repeated || this == MBPOOL;
                case FIRST -> inverted || this == MBPOOL;
                case REST, SE -> inverted;
                case REDUCTION -> this == BOTTLENECK;
                case GROUPS -> this == CONV || this == BOTTLENECK;
                case BIAS -> this == MBPOOL || this == CLASSIFIER;
            };
        }
    }

    private static final Setting ONE = Setting.fixed("1");

    public Stage {
        settings = Collections.unmodifiableMap(new EnumMap<>(settings));
    }

    /** The setting of a key; 1 where no type of this stage reads it. */
    public Setting get(Key key) {
        return settings.getOrDefault(key, ONE);
    }

    Type type(int[] genes) {
        return type(get(Key.BLOCK).text(genes));
    }

    static Type type(String name) {
        return Type.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** How many blocks the network of {@code genes} has here. */
    int depth(int[] genes) {
        return type(genes).reads(Key.DEPTH) ? get(Key.DEPTH).integer(genes) : 1;
    }

    /** The settings that the network of {@code genes} reads: {@code rest} only where there is a second block. */
    List<Setting> read(int[] genes) {
        Type type = type(genes);
        List<Setting> read = new ArrayList<>();
        settings.forEach((key, setting) -> {
            if (type.reads(key) && (key != Key.REST || depth(genes) > 1)) {
                read.add(setting);
            }
        });
        return read;
    }

    /** The blocks of this stage in the network of {@code genes}. */
    List<Block> blocks(int[] genes) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < depth(genes); i++) {
            blocks.add(block(genes, i == 0));
        }
        return blocks;
    }

    /** The first block, or one of those after it, which are all alike. */
    Block block(int[] genes, boolean first) {
        int kernel = get(Key.KERNEL).integer(genes);
        int channels = get(Key.CHANNELS).integer(genes);
        int stride = first ? get(Key.STRIDE).integer(genes) : 1;
        int groups = get(Key.GROUPS).integer(genes);
        double expansion = get(first ? Key.FIRST : Key.REST).number(genes);
        Activation activation = Activation.of(get(Key.ACTIVATION).text(genes)).orElse(Activation.HARD_SWISH);
        boolean bias = Boolean.parseBoolean(get(Key.BIAS).text(genes));
        return switch (type(genes)) {
            case CONV -> new ConvBlock(kernel, channels, stride, activation, groups);
            case MAXPOOL -> new MaxPool(kernel, stride);
            case MBCONV -> new MBConv(kernel, expansion, channels, stride, se(genes), activation, kernel / 2);
            case FUSED -> new FusedMBConv(kernel, expansion, channels, stride, se(genes), activation);
            case BASIC -> new BasicBlock(kernel, channels, stride, activation);
            case BOTTLENECK ->
                new Bottleneck(kernel, get(Key.REDUCTION).number(genes), channels, stride, activation, groups);
            case MBPOOL -> new MBPool(expansion, channels, activation, bias);
            case CLASSIFIER -> new Classifier(bias);
        };
    }

    private Squeeze se(int[] genes) {
        return squeeze.withRatio(get(Key.SE).number(genes));
    }
}
