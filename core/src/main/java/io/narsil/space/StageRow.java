package io.narsil.space;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.NumberRange;
import io.narsil.network.BlockKind;
import io.narsil.network.BlockKinds;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockSetting.Trait;
import io.narsil.network.CommonSettings;
import io.narsil.network.MBConv;
import io.narsil.network.SettingForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads one stage of a space's file, by the settings of its kinds of blocks. */
final class StageRow {
    private static final NumberRange DEPTHS = new NumberRange(1, 1000, true);

    private final ConfigNode row;
    private final String name;
    private final Declarations declarations;
    private final Setting block;
    private final List<BlockKind> kinds;
    private final Map<String, StageSetting> settings = new LinkedHashMap<>();
    private final Map<String, Function<String, ?>> parse = new HashMap<>();
    private Setting depth = Setting.fixed("1");

    private StageRow(ConfigNode row, String name, Declarations declarations) {
        this.row = row;
        this.name = name;
        this.declarations = declarations;
        this.block = choice("block", row.need("block"), BlockKinds.keys(), MBConv.KIND.key());
        this.kinds = block.values().stream()
                .map(key -> BlockKinds.find(key).orElseThrow())
                .toList();
    }

    /**
     * The stage of a row.
     *
     * @param fallback name of the stage where the row has none
     */
    static Stage read(ConfigNode row, String fallback, Declarations declarations) {
        StageRow reader = new StageRow(row, row.at("name").text(fallback), declarations);
        reader.checkKinds();
        reader.settings();
        reader.checkOdd();
        List<StageBlocks> blocks = reader.kinds.stream()
                .map(kind -> new StageBlocks(kind, reader.settings, reader.parse))
                .toList();
        Stage.Part part = row.at("part").constant(Stage.Part.class, Stage.Part.STAGE);
        row.closed();
        return new Stage(reader.name, part, reader.block, reader.depth, reader.settings, blocks);
    }

    private void checkKinds() {
        if (kinds.size() > 1) {
            kinds.stream()
                    .filter(k -> k.use() != BlockKind.Use.REPEATED)
                    .forEach(k -> row.at("block")
                            .fault("a stage that may be of several kinds cannot be \"" + k.key() + "\"", ""));
        }
    }

    /**
     * Reads the settings, in an order that depends on no kind's own order, since the order of parameters is that of
     * genes.
     */
    private void settings() {
        List<BlockSetting<?>> all = new ArrayList<>();
        kinds.forEach(k -> all.addAll(k.settings()));
        all.stream().filter(s -> s.has(Trait.NOT_IN_SPACES)).forEach(this::unvaried);
        all.removeIf(s -> s.has(Trait.NOT_IN_SPACES));
        all.sort(Comparator.comparingInt(CommonSettings::order));
        boolean repeated = kinds.stream().anyMatch(k -> k.use() == BlockKind.Use.REPEATED);
        boolean readDepth = !repeated;
        Map<String, BlockSetting<?>> read = new HashMap<>();
        for (BlockSetting<?> setting : all) {
            if (!readDepth && CommonSettings.order(setting) > CommonSettings.order(CommonSettings.CHANNELS)) {
                depth();
                readDepth = true;
            }
            if (read.putIfAbsent(setting.key(), setting) == null) {
                setting(setting, repeated);
            } else {
                checkShared(read.get(setting.key()), setting);
            }
        }
        if (!readDepth) {
            depth();
        }
    }

    /** Reads what a row says of its first block that no space varies, such as the padding of a published network. */
    private <T> void unvaried(BlockSetting<T> setting) {
        if (kinds.size() > 1) {
            return; // a key that nothing asks for is an unknown one
        }
        ConfigNode node = row.at(setting.key());
        if (!node.present()) {
            return;
        }
        SettingForm<T> form = setting.form();
        T value = form.read(node, form.harmless());
        parse.put(setting.key(), text -> value);
        settings.put(setting.key(), StageSetting.same(Setting.fixed(form.text(value))));
    }

    /** Checks that two kinds of one stage mean the same by a key. */
    private void checkShared(BlockSetting<?> first, BlockSetting<?> other) {
        boolean alike = first.form().type() == other.form().type()
                && first.form().range().equals(other.form().range())
                && first.traits().equals(other.traits());
        if (!alike) {
            row.at("block").fault("the kinds of this stage differ in what \"" + other.key() + "\" means", "");
        }
    }

    private void depth() {
        if (row.at("depth").present()) {
            depth = declare("depth", row.at("depth"), Optional.of(DEPTHS));
        }
    }

    private <T> void setting(BlockSetting<T> setting, boolean repeated) {
        String key = setting.key();
        ConfigNode node = setting.required() ? row.need(key) : row.at(key);
        SettingForm<T> form = setting.form();
        if (!setting.required() && !node.present()) {
            T fallback = setting.ifAbsent(null);
            parse.put(key, text -> fallback);
            settings.put(key, StageSetting.same(Setting.fixed(form.text(fallback))));
        } else if (repeated && setting.has(Trait.SPLITS) && node.has("first")) {
            SettingForm.Choices<T> first = form.choices(node.need("first"));
            SettingForm.Choices<T> rest = form.choices(node.need("rest"));
            parse.put(key, first.parse());
            settings.put(key, new StageSetting(values(key + ".first", first, form), values(key + ".rest", rest, form)));
            node.closed();
        } else {
            SettingForm.Choices<T> choices = form.choices(node);
            parse.put(key, choices.parse());
            settings.put(key, StageSetting.same(values(key, choices, form)));
        }
    }

    private <T> Setting values(String word, SettingForm.Choices<T> choices, SettingForm<T> form) {
        if (choices.fixed().isPresent()) {
            return Setting.fixed(choices.fixed().get());
        }
        return form.words().isEmpty()
                ? declare(word, choices.node(), form.range())
                : choice(word, choices.node(), form.words(), form.text(form.harmless()));
    }

    private Setting declare(String word, ConfigNode node, Optional<NumberRange> range) {
        return declarations.setting(name + "." + word, node, Parameter.Group.ARCHITECTURE, range.orElse(null));
    }

    /** Reads a setting whose values must be known words. */
    private Setting choice(String word, ConfigNode node, List<String> known, String fallback) {
        if (!node.present()) {
            return Setting.fixed(fallback);
        }
        Setting setting = declare(word, node, Optional.empty());
        for (String value : setting.values()) {
            if (!known.contains(value)) {
                node.fault("there is no " + word + " \"" + value + "\"", Nearest.hint(value, known));
            }
        }
        return known.containsAll(setting.values()) ? setting : Setting.fixed(fallback);
    }

    private boolean padding(String key) {
        return kinds.stream()
                .flatMap(k -> k.settings().stream())
                .anyMatch(s -> s.key().equals(key) && s.has(Trait.NOT_IN_SPACES));
    }

    /** Refuses even kernels: they would not keep the size of the image, so that no residual could be added. */
    private void checkOdd() {
        boolean padded = settings.keySet().stream().anyMatch(this::padding);
        for (String key : settings.keySet()) {
            boolean odd = kinds.stream()
                    .flatMap(k -> k.settings().stream())
                    .anyMatch(s -> s.key().equals(key) && s.has(Trait.ODD));
            if (odd && padded && settings.get(key).first().values().size() > 1) {
                row.at(key).fault("what stands beside a fixed padding has one " + key + " in its first block", "");
            }
            if (odd) {
                Stream.of(settings.get(key).first(), settings.get(key).rest())
                        .flatMap(s -> s.values().stream())
                        .filter(v -> Integer.parseInt(v) % 2 == 0)
                        .limit(1)
                        .forEach(v -> row.at(key).fault("a " + key + " must be odd, not " + v, ""));
            }
        }
    }
}
