package io.narsil.network;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Networks as YAML, or as plain data with the same keys: one line a block, equal neighbours folded by {@code repeat}.
 *
 * <pre>{@code
 * narsil: architecture/2
 * name: example
 * input: {channels: 3, resolution: 32}
 * classes: 10
 * backbone:
 *   stage1:
 *     - {block: conv, kernel: 3, channels: 16, stride: 2}
 *   stage2:
 *     - {block: mbconv, kernel: 5, expansion: 4, channels: 24, stride: 2, se: 0.25}
 *     - {block: mbconv, kernel: 5, expansion: 2, channels: 24, repeat: 3}
 * head:
 *   - {block: mbpool, expansion: 6, channels: 256}
 *   - {block: classifier}
 * }</pre>
 *
 * <p>Files of {@code architecture/1}, which have all blocks in one list, are read, too; {@link Network#of} says which
 * stages they have.
 */
public final class NetworkFile {
    /** The first line's value, with the version of the language. */
    public static final String FORMAT = "architecture/2";

    private NetworkFile() {}

    /** Reads a network; a {@link io.narsil.config.UserException} names all faults of the file. */
    public static Network read(Path file) {
        Problems problems = new Problems();
        return read(ConfigFile.read(file, problems), problems);
    }

    /** Like {@link #read(Path)}, but from a text, whose faults are reported under {@code name}. */
    public static Network parse(String name, String text) {
        Problems problems = new Problems();
        return read(ConfigFile.parse(name, text, problems), problems);
    }

    /**
     * Like {@link #read(Path)}, but from plain data as {@link #tree} gives it; faults are reported under {@code name}.
     */
    public static Network parse(String name, Map<String, ?> tree) {
        Problems problems = new Problems();
        return read(ConfigFile.tree(name, tree, problems), problems);
    }

    private static Network read(ConfigNode root, Problems problems) {
        return new NetworkReader(root, problems).read();
    }

    /** A network as plain data: mappings, lists, texts, numbers and truth values; {@link #parse} reads it back. */
    public static Map<String, Object> tree(Network network) {
        return NetworkTree.of(network);
    }

    /** The file's text for a network; {@link #read} gives the same network back. */
    public static String write(Network network) {
        StringBuilder yaml = new StringBuilder();
        tree(network).forEach((key, value) -> write(key, value, "", yaml));
        return yaml.toString();
    }

    private static boolean isRows(Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance);
    }

    /** Lists of rows, and what contains such lists, stand on lines of their own. */
    private static void write(Object key, Object value, String indent, StringBuilder yaml) {
        yaml.append(indent).append(FlowText.of(key)).append(':');
        if (value instanceof List<?> rows && isRows(value)) {
            yaml.append('\n');
            rows.forEach(row ->
                    yaml.append(indent).append("  - ").append(FlowText.of(row)).append('\n'));
        } else if (value instanceof Map<?, ?> map && map.values().stream().anyMatch(NetworkFile::isRows)) {
            yaml.append('\n');
            map.forEach((k, v) -> write(k, v, indent + "  ", yaml));
        } else {
            yaml.append(' ').append(FlowText.of(value)).append('\n');
        }
    }
}
