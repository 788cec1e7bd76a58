package io.narsil.space;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Numbers the choices of a stage's settings: one number for those of its first block, one for those of a further one. */
final class StageIndex {
    private static final List<Stage.Key> ONLY_FIRST = List.of(Stage.Key.FIRST, Stage.Key.STRIDE);

    private final int[] first;
    private final int[] firstSizes;
    private final int[] further;
    private final int[] furtherSizes;
    private final int[][] depths;
    private final int block;
    private final int depth;

    StageIndex(SearchSpace space, Stage stage) {
        Set<Integer> forFirst = new LinkedHashSet<>();
        Set<Integer> forFurther = new LinkedHashSet<>();
        stage.settings().forEach((key, setting) -> {
            if (setting.index() >= 0 && key != Stage.Key.DEPTH) {
                if (key != Stage.Key.REST) {
                    forFirst.add(setting.index());
                }
                if (!ONLY_FIRST.contains(key)) {
                    forFurther.add(setting.index());
                }
            }
        });
        first = array(forFirst);
        further = array(forFurther);
        firstSizes = sizes(space, first);
        furtherSizes = sizes(space, further);
        block = Math.max(0, stage.get(Stage.Key.BLOCK).index());
        depth = Math.max(0, stage.get(Stage.Key.DEPTH).index());
        depths = depths(space, stage);
    }

    /** By the gene of the block's type and the gene of the depth; a fixed setting takes any gene. */
    private static int[][] depths(SearchSpace space, Stage stage) {
        int[] genes = new int[space.parameters().size()];
        Setting type = stage.get(Stage.Key.BLOCK);
        Setting depth = stage.get(Stage.Key.DEPTH);
        int[][] depths = new int[type.index() < 0 ? 1 : type.values().size()][];
        for (int t = 0; t < depths.length; t++) {
            depths[t] = new int[depth.index() < 0 ? 1 : depth.values().size()];
            for (int d = 0; d < depths[t].length; d++) {
                if (type.index() >= 0) {
                    genes[type.index()] = t;
                }
                if (depth.index() >= 0) {
                    genes[depth.index()] = d;
                }
                depths[t][d] = stage.depth(genes);
            }
        }
        return depths;
    }

    private static int[] array(Set<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] sizes(SearchSpace space, int[] places) {
        return Arrays.stream(places).map(i -> space.parameters().get(i).size()).toArray();
    }

    /** One more than the highest number of {@link #first}; an {@link ArithmeticException} beyond 63 bits. */
    long firsts() {
        return count(firstSizes);
    }

    /** One more than the highest number of {@link #further}; an {@link ArithmeticException} beyond 63 bits. */
    long furthers() {
        return count(furtherSizes);
    }

    private static long count(int[] sizes) {
        long count = 1;
        for (int size : sizes) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    long first(int[] genes) {
        return number(first, firstSizes, genes);
    }

    long further(int[] genes) {
        return number(further, furtherSizes, genes);
    }

    private static long number(int[] places, int[] sizes, int[] genes) {
        long number = 0;
        for (int i = 0; i < places.length; i++) {
            number = number * sizes[i] + genes[places[i]];
        }
        return number;
    }

    int depth(int[] genes) {
        int[] row = depths.length == 1 ? depths[0] : depths[genes[block]];
        return row.length == 1 ? row[0] : row[genes[depth]];
    }
}
