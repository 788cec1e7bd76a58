package io.narsil.space;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.Words;
import io.narsil.network.Activation;
import io.narsil.network.Channels;
import io.narsil.network.MBConv;
import io.narsil.network.Squeeze;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads one stage of a space's file. */
final class StageRow {
    private static final int LARGEST = 1 << 16;
    private static final List<String> TYPES = Words.all(Stage.Type.class);

    private final ConfigNode row;
    private final String name;
    private final Declarations declarations;
    private final Map<Stage.Key, Setting> settings = new EnumMap<>(Stage.Key.class);
    private final List<Stage.Type> types;
    private Squeeze squeeze = Squeeze.of(1);

    private StageRow(ConfigNode row, String name, Declarations declarations) {
        this.row = row;
        this.name = name;
        this.declarations = declarations;
        this.types = types();
    }

    /**
     * The stage of a row.
     *
     * @param fallback its name where the row has none
     */
    static Stage read(ConfigNode row, String fallback, Declarations declarations) {
        StageRow reader = new StageRow(row, row.at("name").text(fallback), declarations);
        reader.settings();
        row.closed();
        reader.checkKernels();
        reader.checkGroups();
        return new Stage(reader.name, reader.settings, reader.squeeze);
    }

    private List<Stage.Type> types() {
        Setting block = choice("block", row.need("block"), TYPES, "mbconv");
        settings.put(Stage.Key.BLOCK, block);
        List<Stage.Type> found = block.values().stream().map(Stage::type).toList();
        if (found.size() > 1) {
            found.stream()
                    .filter(t -> !t.reads(Stage.Key.DEPTH))
                    .forEach(t -> row.at("block")
                            .fault("a stage that may be of several kinds cannot be \"" + Words.of(t) + "\"", ""));
        }
        return found;
    }

    private boolean reads(Stage.Key key) {
        return types.stream().anyMatch(t -> t.reads(key));
    }

    private void settings() {
        if (reads(Stage.Key.KERNEL)) {
            put(Stage.Key.KERNEL, "kernel", row.need("kernel"), new Values.Range(1, 101, true));
        }
        if (reads(Stage.Key.FIRST)) {
            expansion(row.need("expansion"));
        }
        optional(Stage.Key.REDUCTION, "reduction", "4", new Values.Range(0.01, 1000, false));
        if (reads(Stage.Key.CHANNELS)) {
            put(Stage.Key.CHANNELS, "channels", row.need("channels"), new Values.Range(1, LARGEST, true));
        }
        optional(Stage.Key.DEPTH, "depth", "1", new Values.Range(1, 1000, true));
        optional(Stage.Key.STRIDE, "stride", "1", new Values.Range(1, 16, true));
        optional(Stage.Key.GROUPS, "groups", "1", new Values.Range(1, LARGEST, true));
        if (reads(Stage.Key.SE)) {
            squeeze(row.at("se"));
        }
        if (reads(Stage.Key.ACTIVATION)) {
            ConfigNode node = row.at("activation");
            settings.put(
                    Stage.Key.ACTIVATION, choice("activation", node, Activation.keys(), Activation.HARD_SWISH.key()));
        }
        if (reads(Stage.Key.BIAS)) {
            settings.put(Stage.Key.BIAS, Setting.fixed("" + row.at("bias").bool(true)));
        }
    }

    private void put(Stage.Key key, String word, ConfigNode node, Values.Range range) {
        settings.put(key, declarations.setting(name + "." + word, node, Parameter.Group.ARCHITECTURE, range));
    }

    private void optional(Stage.Key key, String word, String fallback, Values.Range range) {
        if (!reads(key)) {
            return;
        }
        if (row.at(word).present()) {
            put(key, word, row.at(word), range);
        } else {
            settings.put(key, Setting.fixed(fallback));
        }
    }

    private void expansion(ConfigNode node) {
        Values.Range range = new Values.Range(0.01, 1000, false);
        if (node.has("first")) {
            put(Stage.Key.FIRST, "expansion.first", node.need("first"), range);
            put(Stage.Key.REST, "expansion.rest", node.need("rest"), range);
            node.closed();
        } else {
            put(Stage.Key.FIRST, "expansion", node, range);
            if (reads(Stage.Key.REST)) {
                settings.put(Stage.Key.REST, settings.get(Stage.Key.FIRST));
            }
        }
    }

    /** {@code true}, ratios, or a mapping with the ratios and how the rest is done. */
    private void squeeze(ConfigNode node) {
        Values.Range range = new Values.Range(0, 16, false);
        if (!node.present()) {
            settings.put(Stage.Key.SE, Setting.fixed("0"));
        } else if (node.has("ratio")) {
            squeeze = Squeeze.style(node);
            put(Stage.Key.SE, "se", node.at("ratio"), range);
            node.closed();
        } else if (!node.isList()
                && !node.isMapping()
                && List.of("true", "false").contains(node.text(""))) {
            settings.put(Stage.Key.SE, Setting.fixed(node.bool(false) ? "" + MBConv.SE : "0"));
        } else {
            put(Stage.Key.SE, "se", node, range);
        }
    }

    /** A setting of words that must be known. */
    private Setting choice(String word, ConfigNode node, List<String> known, String fallback) {
        if (!node.present()) {
            return Setting.fixed(fallback);
        }
        Setting setting = declarations.setting(name + "." + word, node, Parameter.Group.ARCHITECTURE, null);
        for (String value : setting.values()) {
            if (!known.contains(value)) {
                node.fault("there is no " + word + " \"" + value + "\"", Nearest.hint(value, known));
            }
        }
        return known.containsAll(setting.values()) ? setting : Setting.fixed(fallback);
    }

    /** An even kernel would not keep the size of its image, so that no residual could be added. */
    private void checkKernels() {
        if (types.equals(List.of(Stage.Type.MAXPOOL)) || !settings.containsKey(Stage.Key.KERNEL)) {
            return;
        }
        settings.get(Stage.Key.KERNEL).values().stream()
                .filter(v -> Integer.parseInt(v) % 2 == 0)
                .limit(1)
                .forEach(v -> row.at("kernel").fault("a kernel must be odd, not " + v, ""));
    }

    private void checkGroups() {
        if (!settings.containsKey(Stage.Key.GROUPS)) {
            return;
        }
        for (String groups : settings.get(Stage.Key.GROUPS).values()) {
            for (String channels : settings.get(Stage.Key.CHANNELS).values()) {
                for (String reduction : reductions()) {
                    int width = types.contains(Stage.Type.BOTTLENECK)
                            ? Channels.round(Integer.parseInt(channels) / Double.parseDouble(reduction))
                            : Integer.parseInt(channels);
                    if (width % Integer.parseInt(groups) != 0) {
                        row.at("groups").fault(width + " channels cannot be split into " + groups + " groups", "");
                        return;
                    }
                }
            }
        }
    }

    private List<String> reductions() {
        return settings.containsKey(Stage.Key.REDUCTION)
                ? settings.get(Stage.Key.REDUCTION).values()
                : List.of("1");
    }
}
