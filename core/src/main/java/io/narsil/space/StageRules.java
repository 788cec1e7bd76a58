package io.narsil.space;

import io.narsil.config.ConfigNode;
import io.narsil.network.BlockKind;
import io.narsil.network.BlockRule;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockSetting.Trait;
import io.narsil.network.BlockValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the stages of a space by the rules of their blocks, for all values that can occur. */
final class StageRules {
    private static final long MOST_COMBINATIONS = 1_000_000;

    private StageRules() {}

    /** Notes the first fault of each stage at its row. */
    static void check(List<ConfigNode> rows, List<Stage> stages) {
        Set<Integer> in = Set.of(1, 3);
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            for (BlockKind kind : stage.kinds()) {
                checkValues(rows.get(i), stage, kind);
                for (BlockRule rule : kind.rules()) {
                    ConfigNode node = rows.get(i).at(rule.blamed().key());
                    if (node.present()) {
                        fault(stage, kind, rule, in).ifPresent(fault -> node.fault(fault, ""));
                    }
                }
            }
            in = out(stage, in);
        }
    }

    /** Tries each value of a setting with the first values of all others, since a block may refuse a value. */
    private static void checkValues(ConfigNode row, Stage stage, BlockKind kind) {
        for (BlockSetting<?> setting : kind.settings()) {
            stage.blocks(kind)
                    .combinations(List.of(setting))
                    .flatMap(values -> refused(values).stream())
                    .findFirst()
                    .filter(fault -> row.at(setting.key()).present())
                    .ifPresent(fault -> row.at(setting.key()).fault(fault, ""));
        }
    }

    private static Optional<String> refused(BlockValues values) {
        try {
            values.block();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Set<Integer> out(Stage stage, Set<Integer> in) {
        Set<Integer> out = new LinkedHashSet<>();
        for (BlockKind kind : stage.kinds()) {
            List<? extends BlockSetting<?>> channels =
                    kind.settings().stream().filter(s -> s.has(Trait.CHANNELS)).toList();
            channels.forEach(s -> stage.get(s).first().values().forEach(v -> out.add((int) Double.parseDouble(v))));
            if (channels.isEmpty()) {
                out.addAll(in);
            }
        }
        return out;
    }

    private static Optional<String> fault(Stage stage, BlockKind kind, BlockRule rule, Set<Integer> in) {
        List<BlockSetting<?>> looked = new ArrayList<>(rule.with());
        looked.add(rule.blamed());
        long combinations = looked.stream()
                .mapToLong(s -> stage.get(s).first().values().size())
                .reduce(in.size(), (a, b) -> Math.min(a * b, Long.MAX_VALUE >> 16));
        if (combinations > MOST_COMBINATIONS) {
            return Optional.of("this stage has more combinations of values than can be checked");
        }
        return stage.blocks(kind)
                .combinations(looked)
                .flatMap(values -> in.stream().flatMap(i -> rule.fault().apply(values, i).stream()))
                .findFirst();
    }
}
