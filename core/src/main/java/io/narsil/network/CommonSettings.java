package io.narsil.network;

import io.narsil.network.BlockSetting.Trait;
import java.util.List;

/** The settings that several kinds of blocks have. */
public final class CommonSettings {
    /** The largest number of channels, pixels and classes. */
    static final int LARGEST = 1 << 20;

    /** Height and width of a convolution's window. */
    public static final BlockSetting<Integer> KERNEL =
            BlockSetting.of("kernel", new SettingForms.Whole(1, 101, 3)).with(Trait.ODD, Trait.SPLITS);

    /** Hidden width as a multiple of the channels that come in. */
    public static final BlockSetting<Double> EXPANSION = BlockSetting.of(
                    "expansion", new SettingForms.Real(0.01, 1000, 6.0))
            .with(Trait.SPLITS)
            .ofInput((ratio, in) -> Channels.round(in * ratio));

    /** Hidden width as a fraction, 1 / reduction, of the channels that come out. */
    public static final BlockSetting<Double> REDUCTION = BlockSetting.number("reduction", 0.01, 1000)
            .orElse(4.0)
            .ofOutput((reduction, out) -> Channels.round(out / reduction));

    /** Channels that come out. */
    public static final BlockSetting<Integer> CHANNELS =
            BlockSetting.of("channels", new SettingForms.Whole(1, LARGEST, 8)).with(Trait.CHANNELS);

    /** Step of a window; a stage's first block has it. */
    public static final BlockSetting<Integer> STRIDE =
            BlockSetting.whole("stride", 1, 16).orElse(1).with(Trait.RESIZES, Trait.FIRST_ONLY);

    /** Groups of a convolution. */
    public static final BlockSetting<Integer> GROUPS =
            BlockSetting.whole("groups", 1, LARGEST).orElse(1);

    /** Squeeze-and-excitation. */
    public static final BlockSetting<Squeeze> SQUEEZE = BlockSetting.of("se", new SqueezeForm())
            .orElse(Squeeze.NONE)
            .ofInput((ratio, in) -> Channels.round(in * ratio));

    /** The function after convolutions. */
    public static final BlockSetting<Activation> ACTIVATION =
            BlockSetting.of("activation", new SettingForms.Activations()).orElse(Activation.HARD_SWISH);

    /** Whether the last layer has a bias. */
    public static final BlockSetting<Boolean> BIAS = BlockSetting.flag("bias").orElse(true);

    /** The order of a stage's parameters in their space; settings of a single kind follow. */
    private static final List<String> ORDER =
            List.of("kernel", "expansion", "reduction", "channels", "stride", "groups", "se", "activation", "bias");

    private CommonSettings() {}

    /** The place of a setting among the parameters of a stage. */
    public static int order(BlockSetting<?> setting) {
        int at = ORDER.indexOf(setting.key());
        return at < 0 ? ORDER.size() : at;
    }
}
