package io.narsil.network;

import static io.narsil.network.CommonSettings.STRIDE;

/** The largest value of each k x k window, padded by half a window: between ResNet's stem and its first stage. */
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
        return reader.maxPool(x, this);
    }

    /** Never-chosen rows and columns on each side. */
    public int padding() {
        return kernel / 2;
    }

    /** The height or width that comes out of {@code size}. */
    int output(int size) {
        return Math.floorDiv(size + 2 * padding() - kernel, stride) + 1;
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
