package io.narsil.network;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A setting of a block in rows of architectures and stages of spaces, such as its kernel.
 *
 * @param key word in files
 * @param form type of its values, and the way files write them
 * @param fallback value where a file says nothing, from the settings before it; empty where a file must say it
 * @param traits meaning for the shapes of a block and for a stage
 * @param rounding width that it makes, where it is a ratio of widths
 * @param <T> type of the values
 */
public record BlockSetting<T>(
        String key,
        SettingForm<T> form,
        Optional<Function<BlockValues, T>> fallback,
        Set<Trait> traits,
        Optional<Rounding> rounding) {

    /** The meaning of a setting beyond its block. */
    public enum Trait {
        /** It is the number of channels that come out. */
        CHANNELS,
        /** Height and width of what comes out depend on it. */
        RESIZES,
        /** A stage's first block alone has it, the others its fallback. */
        FIRST_ONLY,
        /** A stage may have one for its first block and one for the rest. */
        SPLITS,
        /** Only odd numbers keep the size of an image, so that a space has no others. */
        ODD,
        /** A space cannot vary it: blocks have its fallback there, or what a row says of its first block. */
        NOT_IN_SPACES
    }

    /**
     * The width that follows from a ratio and another width. Two ratios that give the same width give the same network.
     *
     * @param ofInput choice of the other width: true for the channels that come in, false for those that come out
     * @param rule width as a function of a ratio and the other width
     */
    public record Rounding(boolean ofInput, WidthRule rule) {}

    /** A width that follows from a ratio and another width. */
    public interface WidthRule {
        int width(double ratio, int other);
    }

    public BlockSetting {
        traits = traits.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(traits));
    }

    /** A whole number that every file must say. */
    public static BlockSetting<Integer> whole(String key, int least, int most) {
        return of(key, new SettingForms.Whole(least, most, least));
    }

    /** A number that every file must say. */
    public static BlockSetting<Double> number(String key, double least, double most) {
        return of(key, new SettingForms.Real(least, most, least));
    }

    /** True or false; a space cannot vary it. */
    public static BlockSetting<Boolean> flag(String key) {
        return of(key, new SettingForms.Flag());
    }

    /** A value of any form that every file must say. */
    public static <T> BlockSetting<T> of(String key, SettingForm<T> form) {
        return new BlockSetting<>(key, form, Optional.empty(), Set.of(), Optional.empty());
    }

    /** The same, with {@code value} as its default where a file leaves it out. */
    public BlockSetting<T> orElse(T value) {
        return new BlockSetting<>(key, form, Optional.of(before -> value), traits, rounding);
    }

    /** The same, with a default that follows from the settings before it. Spaces cannot vary such a setting. */
    public BlockSetting<T> orElseOf(Function<BlockValues, T> value) {
        return new BlockSetting<>(key, form, Optional.of(value), traits, rounding).with(Trait.NOT_IN_SPACES);
    }

    /** The same with more traits. */
    public BlockSetting<T> with(Trait first, Trait... more) {
        Set<Trait> all = EnumSet.of(first, more);
        all.addAll(traits);
        return new BlockSetting<>(key, form, fallback, all, rounding);
    }

    /** The same, read as a ratio of the channels that come in. */
    public BlockSetting<T> ofInput(WidthRule rule) {
        return new BlockSetting<>(key, form, fallback, traits, Optional.of(new Rounding(true, rule)));
    }

    /** The same, read as a ratio of the channels that come out. */
    public BlockSetting<T> ofOutput(WidthRule rule) {
        return new BlockSetting<>(key, form, fallback, traits, Optional.of(new Rounding(false, rule)));
    }

    /** Whether the setting has a trait. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether a file must say it. */
    public boolean required() {
        return fallback.isEmpty();
    }

    /** The default; a harmless value if the setting is required. */
    public T ifAbsent(BlockValues before) {
        return fallback.map(f -> f.apply(before)).orElseGet(form::harmless);
    }
}
