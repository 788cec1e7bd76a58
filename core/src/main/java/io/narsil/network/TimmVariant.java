package io.narsil.network;

import java.util.List;

/**
 * A network of the zoo in the variant of the Python library timm, from which weights and golden values come.
 *
 * <p>timm's FBNetV3 pads every convolution by half its kernel, and has the head's bias in the classifier and not before
 * it. The other families are the same.
 */
public final class TimmVariant {
    private TimmVariant() {}

    /** timm's variant of the zoo's network of that name. */
    public static Network get(String name) {
        Network network = Zoo.get(name);
        if (!name.startsWith("fbnetv3-")) {
            return network;
        }
        return new Network(
                name,
                network.channels(),
                network.resolution(),
                network.classes(),
                network.conventions(),
                network.stages().stream().map(TimmVariant::blocks).toList(),
                blocks(network.head()));
    }

    private static List<Block> blocks(List<Block> published) {
        return published.stream().map(TimmVariant::block).toList();
    }

    private static Block block(Block block) {
        if (block instanceof MBConv b) {
            return new MBConv(
                    b.kernel(), b.expansion(), b.channels(), b.stride(), b.se(), b.activation(), b.kernel() / 2);
        } else if (block instanceof MBPool b) {
            return new MBPool(b.expansion(), b.channels(), b.activation(), false);
        }
        return block instanceof Classifier ? new Classifier(true) : block;
    }
}
