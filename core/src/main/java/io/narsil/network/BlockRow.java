package io.narsil.network;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes one block as the row of a file, by the settings of its kind. */
final class BlockRow {
    private BlockRow() {}

    /** Reads a row and notes its faults; empty if its kind is unknown. */
    static Optional<Block> read(ConfigNode row) {
        Optional<String> key = row.need("block").text();
        Optional<BlockKind> kind = key.flatMap(BlockKinds::find);
        if (kind.isEmpty()) {
            key.ifPresent(
                    k -> row.at("block").fault("there is no block \"" + k + "\"", Nearest.hint(k, BlockKinds.keys())));
            row.entries();
            return Optional.empty();
        }
        BlockValues values = new BlockValues(kind.get());
        List<BlockSetting<?>> settings = kind.get().settings();
        for (int i = 0; i < settings.size(); i++) {
            values.put(i, read(row, settings.get(i), values));
        }
        try {
            return Optional.of(values.block());
        } catch (IllegalArgumentException e) {
            row.fault("this is no block: " + e.getMessage(), "");
            return Optional.empty();
        }
    }

    private static <T> T read(ConfigNode row, BlockSetting<T> setting, BlockValues before) {
        ConfigNode node = setting.required() ? row.need(setting.key()) : row.at(setting.key());
        return setting.form().read(node, setting.ifAbsent(before));
    }

    /** A block as plain data, without settings that have their default. */
    static Map<String, Object> write(Block block) {
        BlockValues values = block.values();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("block", values.kind().key());
        values.kind().settings().forEach(setting -> write(values, setting, row));
        return row;
    }

    private static <T> void write(BlockValues values, BlockSetting<T> setting, Map<String, Object> row) {
        T value = values.get(setting);
        if (setting.required() || !value.equals(setting.ifAbsent(values))) {
            row.put(setting.key(), setting.form().plain(value));
        }
    }
}
