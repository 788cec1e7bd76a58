package io.narsil.network;

/** A row of a network's description: a handful of layers that belong together. */
public sealed interface Block
        permits ConvBlock, MaxPool, MBConv, FusedMBConv, BasicBlock, Bottleneck, MBPool, Classifier {
    /** Reads the block's layers in order. */
    <T> T accept(Interpreter<T> reader, T x, Place place);

    /** The channels that come out when {@code in} channels come in. */
    int out(int in);
}
