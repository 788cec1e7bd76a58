package io.narsil.network;

import static io.narsil.network.CommonSettings.BIAS;

/** Global average pool, dropout, fully connected layer: always the last block. FBNetV3 as published has no bias there. */
public record Classifier(boolean bias) implements Block {
    /** Its kind in files. */
    public static final BlockKind KIND = BlockKind.named("classifier")
            .stands(BlockKind.Use.HEAD)
            .reads(BIAS)
            .makes(v -> new Classifier(v.get(BIAS)));

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        T pooled = reader.globalAveragePool(x);
        return reader.linear(
                reader.dropout(pooled), new Linear(place.layer("linear"), place.in(), place.classes(), bias));
    }

    /** The same number: only the network knows the classes, and nothing comes after a classifier. */
    @Override
    public int out(int in) {
        return in;
    }

    @Override
    public BlockValues values() {
        return KIND.values(bias);
    }
}
