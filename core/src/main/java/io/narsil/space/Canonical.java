package io.narsil.space;

import io.narsil.network.BlockSetting.Trait;
import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes genes canonical, so that each network with its recipe has exactly one encoding.
 *
 * <p>A parameter that nothing reads (the expansion of a second block in a stage with one, SGD's factor under RMSProp)
 * stands at its first value. Of values that make the same layers, which rounding of widths can do, the first is taken.
 */
final class Canonical {
    private final SearchSpace space;
    private final List<Integer> mergeable;
    private final boolean conditional;

    Canonical(SearchSpace space) {
        this.space = space;
        // Without stages there are no layers that could be the same: every value that is read means something else.
        this.mergeable = space.stages().isEmpty() ? List.of() : Mergeable.parameters(space);
        this.conditional = !mergeable.isEmpty() || dependsOnOthers(space) || !behind().isEmpty();
    }

    /** The parameters that only rows behind those which detectors read have. */
    private Set<Integer> behind() {
        List<Stage> rows = space.stages();
        Set<Integer> behind = indexes(rows.subList(space.rowsRead(), rows.size()));
        behind.removeAll(indexes(rows.subList(0, space.rowsRead())));
        space.recipe().values().forEach(setting -> behind.remove(setting.index()));
        return behind;
    }

    private static Set<Integer> indexes(List<Stage> rows) {
        Set<Integer> indexes = new HashSet<>();
        for (Stage row : rows) {
            indexes.add(row.block().index());
            indexes.add(row.depth().index());
            row.settings().forEach(s -> {
                indexes.add(s.first().index());
                indexes.add(s.rest().index());
            });
        }
        indexes.remove(-1);
        return indexes;
    }

    /** Whether any candidate reads a parameter. */
    boolean everRead(Parameter parameter) {
        return !behind().contains(space.parameters().indexOf(parameter));
    }

    /** Whether different genes can be one candidate. */
    boolean merges() {
        return conditional;
    }

    private static boolean dependsOnOthers(SearchSpace space) {
        if (space.parameters().stream().anyMatch(p -> !p.when().isEmpty())) {
            return true;
        }
        return !space.stages().isEmpty()
                && (space.stages().stream().anyMatch(Canonical::mayLeaveOut)
                        || Recipe.DEPENDENT.stream()
                                .map(space.recipe()::get)
                                .anyMatch(setting -> setting != null && setting.index() >= 0));
    }

    private static boolean mayLeaveOut(Stage stage) {
        boolean rest = stage.kinds().stream()
                        .flatMap(k -> k.settings().stream())
                        .filter(s -> s.has(Trait.SPLITS))
                        .map(stage::get)
                        .anyMatch(s -> s.rest().index() >= 0
                                && s.rest().index() != s.first().index())
                && stage.depth().values().contains("1");
        return rest || stage.block().index() >= 0;
    }

    /** The canonical genes; {@code genes} itself where nothing is to be changed. */
    int[] of(int[] genes) {
        if (!conditional) {
            return genes;
        }
        int[] settled = settle(genes.clone());
        boolean changed = !mergeable.isEmpty();
        while (changed) {
            changed = false;
            for (int parameter : mergeable) {
                int[] first = firstAlike(settled, parameter);
                changed |= !Arrays.equals(first, settled);
                settled = first;
            }
        }
        return settled;
    }

    /** The genes with one parameter set to its lowest value of the same meaning. */
    private int[] firstAlike(int[] genes, int parameter) {
        List<Object> meaning = genes[parameter] == 0 ? List.of() : meaning(genes);
        for (int value = 0; value < genes[parameter]; value++) {
            int[] other = genes.clone();
            other[parameter] = value;
            settle(other);
            if (meaning(other).equals(meaning)) {
                return other;
            }
        }
        return genes;
    }

    /** The meaning of genes: all layers, the resolution and the recipe. */
    private List<Object> meaning(int[] genes) {
        int size = space.resolution() == null ? 1 : space.resolution().integer(genes);
        Network network = space.network("", new InputSpec(3, size, 2), genes);
        List<Object> ends =
                space.detectorSettings().<Object>map(s -> s.text(genes)).toList();
        List<Object> layers = space.finds() ? Layers.ofBackbone(network) : Layers.of(network);
        return List.of(size, layers, ends, space.recipe(genes));
    }

    /** Sets every gene that nothing reads to its first value, until that changes nothing more. */
    private int[] settle(int[] genes) {
        boolean changed = conditional;
        while (changed) {
            changed = false;
            boolean[] read = read(genes);
            for (int i = 0; i < genes.length; i++) {
                if (!read[i] && genes[i] != 0) {
                    genes[i] = 0;
                    changed = true;
                }
            }
        }
        return genes;
    }

    /** Whether each parameter is read. */
    boolean[] read(int[] genes) {
        boolean[] read = new boolean[genes.length];
        if (space.stages().isEmpty()) {
            for (int i = 0; i < read.length; i++) {
                mark(i, genes, read);
            }
            return read;
        }
        for (Stage stage : space.stages().subList(0, space.rowsRead())) {
            stage.read(genes).forEach(setting -> mark(setting.index(), genes, read));
        }
        space.detectorSettings().forEach(setting -> mark(setting.index(), genes, read));
        if (space.resolution() != null) {
            mark(space.resolution().index(), genes, read);
        }
        for (Map.Entry<String, Setting> entry : space.recipe().entrySet()) {
            if (Recipe.reads(entry.getKey(), key -> recipeValue(key, genes))) {
                mark(entry.getValue().index(), genes, read);
            }
        }
        return read;
    }

    private String recipeValue(String key, int[] genes) {
        return space.recipe().containsKey(key)
                ? space.recipe().get(key).text(genes)
                : Recipe.complete(Map.of()).get(key);
    }

    /** Marks a parameter as read if its conditions hold, and the parameters of its conditions in any case. */
    private void mark(int index, int[] genes, boolean[] read) {
        if (index < 0) {
            return;
        }
        boolean holds = true;
        for (Condition condition : space.parameters().get(index).when()) {
            mark(condition.parameter(), genes, read);
            holds &= condition.holds(genes);
        }
        read[index] |= holds;
    }
}
