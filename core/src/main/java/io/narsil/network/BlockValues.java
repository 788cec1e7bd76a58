package io.narsil.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The values of a block's settings, as a row of a file has them: one for each setting of the block's kind. */
public final class BlockValues {
    private final BlockKind kind;
    private final Object[] values;

    /** No values yet. */
    BlockValues(BlockKind kind) {
        this.kind = kind;
        this.values = new Object[kind.settings().size()];
    }

    /** The kind whose settings these are. */
    public BlockKind kind() {
        return kind;
    }

    /**
     * The value of a setting, found by its key; an {@link IllegalArgumentException} if the kind has no such setting.
     */
    public <T> T get(BlockSetting<T> setting) {
        return setting.form().type().cast(values[place(setting)]);
    }

    /** The same with another value of a setting that the kind has. */
    public <T> BlockValues with(BlockSetting<T> setting, T value) {
        BlockValues other = new BlockValues(kind);
        System.arraycopy(values, 0, other.values, 0, values.length);
        other.put(place(setting), value);
        return other;
    }

    /** The block of these values. */
    public Block block() {
        return kind.block(this);
    }

    /** Sets the value at an index; only while this object is made. */
    void put(int place, Object value) {
        Class<?> type = kind.settings().get(place).form().type();
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    kind.key() + "." + kind.settings().get(place).key() + " is no "
                            + type.getSimpleName().toLowerCase(Locale.ROOT) + ": " + value);
        }
        values[place] = value;
    }

    Object at(int place) {
        return values[place];
    }

    private int place(BlockSetting<?> setting) {
        int place = kind.settings().indexOf(setting);
        for (int i = 0; place < 0 && i < values.length; i++) {
            place = kind.settings().get(i).key().equals(setting.key()) ? i : -1;
        }
        if (place < 0) {
            throw new IllegalArgumentException("a block \"" + kind.key() + "\" has no \"" + setting.key() + "\"");
        }
        return place;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockValues b && b.kind == kind && Arrays.equals(b.values, values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind.key(), Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            texts.add(kind.settings().get(i).key() + "=" + values[i]);
        }
        return kind.key() + texts;
    }
}
