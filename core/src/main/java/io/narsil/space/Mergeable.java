package io.narsil.space;

import io.narsil.network.BlockKind;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockSetting.Trait;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the parameters of which two different values can give the same layers, because widths are rounded. */
final class Mergeable {
    /** The numbers of channels that images may have. */
    private static final Set<Integer> IMAGES = Set.of(1, 3);

    private Mergeable() {}

    static List<Integer> parameters(SearchSpace space) {
        Set<Integer> found = new TreeSet<>();
        space.parameters().forEach(p -> p.when().forEach(c -> found.add(c.parameter())));
        Set<Integer> widths =
                space.stages().stream().flatMap(Mergeable::channels).collect(Collectors.toSet());
        for (int i = 0; i < space.stages().size(); i++) {
            Stage stage = space.stages().get(i);
            for (BlockKind kind : stage.kinds()) {
                for (BlockSetting<?> setting : kind.settings()) {
                    if (!setting.has(Trait.NOT_IN_SPACES) && setting.rounding().isPresent()) {
                        add(found, stage.get(setting), setting.rounding().get(), i == 0 ? IMAGES : widths, widths);
                    }
                }
            }
        }
        found.removeIf(i -> i < 0);
        return List.copyOf(found);
    }

    private static Stream<Integer> channels(Stage stage) {
        return stage.kinds().stream()
                .flatMap(k -> k.settings().stream())
                .filter(s -> s.has(Trait.CHANNELS))
                .flatMap(s -> stage.get(s).first().values().stream())
                .map(text -> (int) Double.parseDouble(text));
    }

    /**
     * Adds the parameters of one setting that merge.
     *
     * @param in widths that may come into the first block
     * @param widths widths that may come into any other block, and out of all
     */
    private static void add(
            Set<Integer> found,
            StageSetting setting,
            BlockSetting.Rounding rounding,
            Set<Integer> in,
            Set<Integer> widths) {
        if (merges(setting.first(), rounding.rule(), rounding.ofInput() ? in : widths)) {
            found.add(setting.first().index());
        }
        if (merges(setting.rest(), rounding.rule(), widths)) {
            found.add(setting.rest().index());
        }
    }

    private static boolean merges(Setting setting, BlockSetting.WidthRule rule, Set<Integer> widths) {
        Set<Double> ratios = setting.values().stream()
                .map(Double::valueOf)
                .filter(r -> r > 0)
                .collect(Collectors.toCollection(TreeSet::new));
        return widths.stream()
                .anyMatch(width -> ratios.stream()
                                .map(r -> rule.width(r, width))
                                .distinct()
                                .count()
                        < ratios.size());
    }
}
