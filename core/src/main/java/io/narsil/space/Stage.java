package io.narsil.space;

import io.narsil.network.Activation;
import io.narsil.network.Block;
import io.narsil.network.Classifier;
import io.narsil.network.ConvBlock;
import io.narsil.network.MBConv;
import io.narsil.network.MBPool;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of a space: blocks of a kind that share their settings.
 *
 * <p>The first block has the stage's stride and its {@code first} expansion; the others have stride 1 and the
 * {@code rest} expansion.
 *
 * @param type of its blocks
 * @param depth how many blocks
 */
public record Stage(
        String name,
        Type type,
        Setting kernel,
        Setting first,
        Setting rest,
        Setting channels,
        Setting depth,
        Setting stride,
        Setting se,
        Setting activation,
        Setting bias) {

    /** The kinds of blocks that a stage can have. */
    public enum Type {
        CONV,
        MBCONV,
        MBPOOL,
        CLASSIFIER
    }

    /** All settings, whether or not a network reads them. */
    List<Setting> settings() {
        return List.of(kernel, first, rest, channels, depth, stride, se, activation, bias);
    }

    /** The settings that the network of {@code genes} reads: {@code rest} only where there is a second block. */
    List<Setting> read(int[] genes) {
        List<Setting> read = new ArrayList<>();
        switch (type) {
            case CONV -> read.addAll(List.of(kernel, channels, stride, activation));
            case MBCONV -> {
                read.addAll(List.of(kernel, first, channels, depth, stride, se, activation));
                if (depth.integer(genes) > 1) {
                    read.add(rest);
                }
            }
            case MBPOOL -> read.addAll(List.of(first, channels, activation));
            case CLASSIFIER -> read.add(bias);
        }
        return read;
    }

    /** The blocks of this stage in the network of {@code genes}. */
    List<Block> blocks(int[] genes) {
        Activation function = Activation.of(activation.text(genes)).orElseThrow();
        return switch (type) {
            case CONV ->
                List.of(new ConvBlock(kernel.integer(genes), channels.integer(genes), stride.integer(genes), function));
            case MBCONV -> mbconvs(genes, function);
            case MBPOOL -> List.of(new MBPool(first.number(genes), channels.integer(genes), function));
            case CLASSIFIER -> List.of(new Classifier(Boolean.parseBoolean(bias.text(genes))));
        };
    }

    private List<Block> mbconvs(int[] genes, Activation function) {
        int size = kernel.integer(genes);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < depth.integer(genes); i++) {
            blocks.add(new MBConv(
                    size,
                    (i == 0 ? first : rest).number(genes),
                    channels.integer(genes),
                    i == 0 ? stride.integer(genes) : 1,
                    se.number(genes),
                    function,
                    size / 2));
        }
        return blocks;
    }
}
