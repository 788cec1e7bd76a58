package io.narsil.network;

/** Global average pool, dropout, fully connected layer: always the last block. FBNetV3 as published has no bias there. */
public record Classifier(boolean bias) implements Block {
    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        T pooled = reader.globalAveragePool(x);
        return reader.linear(
                reader.dropout(pooled), new Linear(place.layer("linear"), place.in(), place.classes(), bias));
    }

    /** The classes are known to the network only; nothing comes after a classifier. */
    @Override
    public int out(int in) {
        return in;
    }
}
