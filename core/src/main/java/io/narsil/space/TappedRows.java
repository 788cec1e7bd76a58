package io.narsil.space;

import io.narsil.detector.Detector;
import io.narsil.network.BlockKind;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockSetting.Trait;
import io.narsil.network.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rows of a space that a detector reads: the last that ends a stage at each of its strides. */
final class TappedRows {
    private TappedRows() {}

    /**
     * Finds them, finest level first; they are the same for all candidates.
     *
     * @throws IllegalArgumentException where a level has none, or a row has several strides
     */
    static List<Integer> of(List<Stage> stages) {
        List<Integer> reductions = new ArrayList<>();
        int reduction = 1;
        for (int i = 0; i < stages.size() && !stages.get(i).head(); i++) {
            reduction = Math.multiplyExact(reduction, stride(stages.get(i)));
            reductions.add(reduction);
        }
        List<Integer> rows = new ArrayList<>();
        for (int stride : Detector.STRIDES) {
            int last = -1;
            for (int i = 0; i < reductions.size(); i++) {
                boolean ends = i + 1 == stages.size() || stages.get(i + 1).part() != Stage.Part.SAME;
                last = ends && reductions.get(i) == stride ? i : last;
            }
            if (last < 0) {
                throw new IllegalArgumentException("a detector reads stages that end at strides of "
                        + texts(Detector.STRIDES) + ", and these end at " + texts(new TreeSet<>(reductions)));
            }
            rows.add(last);
        }
        return rows;
    }

    private static String texts(Iterable<Integer> numbers) {
        List<String> texts = new ArrayList<>();
        numbers.forEach(n -> texts.add(Integer.toString(n)));
        return String.join(", ", texts);
    }

    private static int stride(Stage stage) {
        Set<Integer> strides = new TreeSet<>();
        for (BlockKind kind : stage.kinds()) {
            List<BlockSetting<?>> resizing = kind.settings().stream()
                    .filter(s -> s.has(Trait.RESIZES) && !s.has(Trait.NOT_IN_SPACES))
                    .collect(Collectors.toList());
            stage.blocks(kind).combinations(resizing).forEach(values -> strides.add(Reduction.of(values.block())));
        }
        if (strides.size() > 1) {
            throw new IllegalArgumentException(stage.name() + " has strides of " + texts(strides)
                    + ", and which stages a detector reads cannot vary");
        }
        return strides.iterator().next();
    }
}
