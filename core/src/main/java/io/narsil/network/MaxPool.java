package io.narsil.network;

import static io.narsil.network.CommonSettings.STRIDE;

/** The largest value of each k x k window, padded as the network does: between ResNet's stem and its first stage. */
public record MaxPool(int kernel, int stride) implements Block {
    /** A window of an even size changes the size of the image. */
    private static final BlockSetting<Integer> WINDOW =
            BlockSetting.of("kernel", new SettingForms.Whole(1, 101, 3)).with(BlockSetting.Trait.RESIZES);

    /** Its kind in files. */
    public static final BlockKind KIND = BlockKind.named("maxpool")
            .stands(BlockKind.Use.ONCE)
            .reads(WINDOW, STRIDE)
            .makes(v -> new MaxPool(v.get(WINDOW), v.get(STRIDE)));

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        return reader.maxPool(
                x, new Pooling(kernel, stride, place.conventions().padding().of(kernel)));
    }

    @Override
    public int out(int in) {
        return in;
    }

    @Override
    public BlockValues values() {
        return KIND.values(kernel, stride);
    }
}
