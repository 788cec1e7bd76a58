package io.narsil.space;

import io.narsil.network.BlockSetting.Trait;
import io.narsil.recipe.Recipe;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
        this.conditional = !mergeable.isEmpty() || dependsOnOthers(space);
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
        List<Object> layers = Layers.of(space.network("", new InputSpec(3, size, 2), genes));
        return List.of(size, layers, space.recipe(genes));
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
        for (Stage stage : space.stages()) {
            stage.read(genes).forEach(setting -> mark(setting.index(), genes, read));
        }
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
