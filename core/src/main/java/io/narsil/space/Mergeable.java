package io.narsil.space;

import io.narsil.network.Channels;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the parameters of which two values can make the same layers. */
final class Mergeable {
    /** Channels of images, which the first stage reads. */
    private static final Set<Integer> IMAGES = Set.of(1, 3);

    private Mergeable() {}

    static List<Integer> parameters(SearchSpace space) {
        Set<Integer> found = new TreeSet<>();
        space.parameters().forEach(p -> p.when().forEach(c -> found.add(c.parameter())));
        Set<Integer> widths = space.stages().stream()
                .flatMap(s -> values(s, Stage.Key.CHANNELS))
                .map(Double::intValue)
                .collect(Collectors.toSet());
        for (int i = 0; i < space.stages().size(); i++) {
            Stage stage = space.stages().get(i);
            Set<Integer> in = i == 0 ? IMAGES : widths;
            add(found, stage, Stage.Key.FIRST, in, (width, ratio) -> width * ratio);
            add(found, stage, Stage.Key.REST, widths, (width, ratio) -> width * ratio);
            add(found, stage, Stage.Key.SE, in, (width, ratio) -> width * ratio);
            add(found, stage, Stage.Key.SE, widths, (width, ratio) -> width * ratio);
            add(found, stage, Stage.Key.REDUCTION, widths, (width, ratio) -> width / ratio);
        }
        found.removeIf(i -> i < 0);
        return List.copyOf(found);
    }

    private static void add(
            Set<Integer> found, Stage stage, Stage.Key key, Set<Integer> widths, DoubleBinaryOperator rule) {
        Set<Double> ratios = values(stage, key).filter(r -> r > 0).collect(Collectors.toCollection(TreeSet::new));
        for (int width : widths) {
            Set<Integer> rounded = ratios.stream()
                    .map(r -> Channels.round(rule.applyAsDouble(width, r)))
                    .collect(Collectors.toSet());
            if (rounded.size() < ratios.size()) {
                found.add(stage.get(key).index());
            }
        }
    }

    private static Stream<Double> values(Stage stage, Stage.Key key) {
        return stage.settings().containsKey(key)
                ? stage.get(key).values().stream().map(Double::valueOf)
                : Stream.empty();
    }
}
