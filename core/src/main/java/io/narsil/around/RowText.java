package io.narsil.around;

import io.narsil.network.BlockKind;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockSetting.Trait;
import io.narsil.network.CommonSettings;
import io.narsil.network.FlowText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A row of the parent as the row of a space: what may vary with the parent's value as the belief, the rest as it is. */
final class RowText {
    private final Row row;
    private final Kin kin;
    private final boolean fixedChannels;
    private final boolean fixedDepth;
    private final Map<String, Object> plain = new LinkedHashMap<>();

    /**
     * A row in the making.
     *
     * @param fixedChannels truth of something needing the channels to stay
     * @param fixedDepth truth of rows of the same stage following, whose blocks would have other names
     */
    RowText(Row row, Kin kin, boolean fixedChannels, boolean fixedDepth) {
        this.row = row;
        this.kin = kin;
        this.fixedChannels = fixedChannels;
        this.fixedDepth = fixedDepth;
        plain.put("block", row.kind().key());
    }

    /** The same with a key of the space's own, such as its name. */
    RowText with(String key, String value) {
        plain.put(key, value);
        return this;
    }

    /**
     * The text.
     *
     * @param shared channels that all rows of the stage have; nothing where this is the only one
     */
    String text(Optional<Object> shared) {
        row.kind().settings().forEach(s -> setting(s, shared));
        int depth = row.blocks().size();
        if (row.residual() && !fixedDepth && depth > 1) {
            plain.put("depth", kin.depth(depth));
        } else if (depth > 1) {
            plain.put("depth", depth);
        }
        return FlowText.of(plain);
    }

    private <T> void setting(BlockSetting<T> setting, Optional<Object> shared) {
        T first = row.first(setting);
        T rest = row.rest(setting);
        boolean once = setting.has(Trait.FIRST_ONLY) || !setting.has(Trait.SPLITS);
        // A fixed padding belongs to the first block's kernel alone.
        boolean held = row.padded() && setting.has(Trait.ODD);
        if (setting.has(Trait.CHANNELS) && shared.isPresent()) {
            plain.put(setting.key(), shared.get());
        } else if (row.kind().use() == BlockKind.Use.REPEATED && !once && (held || !first.equals(rest))) {
            Map<String, Object> both = new LinkedHashMap<>();
            both.put("first", held ? setting.form().plain(first) : near(setting, first));
            both.put("rest", near(setting, rest));
            plain.put(setting.key(), both);
        } else if (setting.required()
                || !first.equals(setting.ifAbsent(row.blocks().get(0).values()))) {
            plain.put(setting.key(), near(setting, first));
        }
    }

    private <T> Object near(BlockSetting<T> setting, T value) {
        String key = setting.key();
        if (value instanceof Integer channels && setting.has(Trait.CHANNELS) && !fixedChannels) {
            return kin.channels(channels);
        }
        if (value instanceof Integer kernel && key.equals(CommonSettings.KERNEL.key()) && setting.has(Trait.ODD)) {
            return kin.kernel(row, kernel);
        }
        if (value instanceof Double expansion && key.equals(CommonSettings.EXPANSION.key())) {
            return kin.expansion(expansion);
        }
        return setting.form().plain(value);
    }
}
