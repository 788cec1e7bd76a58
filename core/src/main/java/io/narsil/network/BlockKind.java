package io.narsil.network;

import io.narsil.network.BlockSetting.Trait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A kind of block: its key in files, its settings in the rows of architectures and in the stages of spaces, and how a
 * block is made from them. It is declared in the block's record. Nothing else is needed to read, write, vary and count
 * such blocks; {@link BlockKinds} says how a kind is registered.
 */
public final class BlockKind {
    /** Where blocks of a kind may stand. */
    public enum Use {
        /** In a stage, several in a row as a space's {@code depth} says; all but the first keep the shape. */
        REPEATED,
        /** In a stage, once. */
        ONCE,
        /** In the head, after the last stage. */
        HEAD
    }

    private final String key;
    private final Use use;
    private final List<BlockSetting<?>> settings;
    private final List<BlockRule> rules;
    private final Function<BlockValues, Block> maker;

    private BlockKind(Builder builder, Function<BlockValues, Block> maker) {
        this.key = builder.key;
        this.use = builder.use;
        this.settings = List.copyOf(builder.settings);
        this.rules = List.copyOf(builder.rules);
        this.maker = maker;
        Set<String> keys = new HashSet<>(Set.of("block", "part", "repeat", "depth", "name", "when"));
        for (BlockSetting<?> setting : settings) {
            if (!keys.add(setting.key())) {
                throw new IllegalArgumentException(key + " cannot have a setting \"" + setting.key() + "\" (again)");
            }
            if (setting.has(Trait.SPLITS) && (setting.has(Trait.CHANNELS) || setting.has(Trait.RESIZES))) {
                throw new IllegalArgumentException(
                        key + "." + setting.key() + " decides shapes and so is the same for all blocks of a stage");
            }
            if (use == Use.REPEATED && setting.has(Trait.RESIZES) && !setting.has(Trait.FIRST_ONLY)) {
                throw new IllegalArgumentException(
                        key + "." + setting.key() + " changes the size of every block of a stage, not of its first");
            }
        }
        for (BlockRule rule : rules) {
            if (!settings.contains(rule.blamed()) || !settings.containsAll(rule.with())) {
                throw new IllegalArgumentException("a rule of " + key + " looks at a setting that it does not have");
            }
        }
    }

    /** Begins a kind; {@code key} is its word in files. */
    public static Builder named(String key) {
        return new Builder(key);
    }

    /** The word in files. */
    public String key() {
        return key;
    }

    /** Where blocks of this kind may stand. */
    public Use use() {
        return use;
    }

    /** The settings in the order in which files have them. */
    public List<BlockSetting<?>> settings() {
        return settings;
    }

    /** The rules that the settings must keep together. */
    public List<BlockRule> rules() {
        return rules;
    }

    /** The block of these values. */
    public Block block(BlockValues values) {
        return maker.apply(values);
    }

    /**
     * Values in the order of the settings; null for a setting that a file would leave out.
     *
     * @throws IllegalArgumentException where they are of other types
     */
    public BlockValues values(Object... inOrder) {
        if (inOrder.length != settings.size()) {
            throw new IllegalArgumentException(
                    inOrder.length + " values for the " + settings.size() + " settings of " + key);
        }
        BlockValues values = new BlockValues(this);
        for (int i = 0; i < inOrder.length; i++) {
            values.put(i, inOrder[i] == null ? settings.get(i).ifAbsent(values) : inOrder[i]);
        }
        return values;
    }

    @Override
    public String toString() {
        return key;
    }

    /** A kind in the making. */
    public static final class Builder {
        private final String key;
        private Use use = Use.REPEATED;
        private List<BlockSetting<?>> settings = List.of();
        private final List<BlockRule> rules = new ArrayList<>();

        private Builder(String key) {
            this.key = key;
        }

        /**
         * Sets the settings, in the order in which files have them. The default of each may depend on those before it.
         */
        public Builder reads(BlockSetting<?>... inOrder) {
            settings = List.of(inOrder);
            return this;
        }

        /** Sets where blocks of this kind may stand; {@link Use#REPEATED} by default. */
        public Builder stands(Use where) {
            use = where;
            return this;
        }

        /** Adds a rule that spaces are checked by. */
        public Builder keeps(BlockRule rule) {
            rules.add(rule);
            return this;
        }

        /** The kind; {@code maker} makes its blocks from the values of their settings. */
        public BlockKind makes(Function<BlockValues, Block> maker) {
            return new BlockKind(this, maker);
        }
    }
}
