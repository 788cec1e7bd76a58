package io.narsil.space;

/** Finds the number of blocks in a stage, by the genes of its depth and of its kind. */
final class StageDepth {
    private final int[][] depths;
    private final int kind;
    private final int depth;
    private final int fixed;

    StageDepth(SearchSpace space, Stage stage) {
        int[] genes = new int[space.parameters().size()];
        Setting kinds = stage.block();
        Setting values = stage.depth();
        kind = kinds.index();
        depth = values.index();
        depths = new int[kind < 0 ? 1 : kinds.values().size()]
                [depth < 0 ? 1 : values.values().size()];
        for (int k = 0; k < depths.length; k++) {
            for (int d = 0; d < depths[k].length; d++) {
                if (kind >= 0) {
                    genes[kind] = k;
                }
                if (depth >= 0) {
                    genes[depth] = d;
                }
                depths[k][d] = stage.depth(genes);
            }
        }
        fixed = depths[0][0];
    }

    int of(int[] genes) {
        if (depth < 0 && kind < 0) {
            return fixed;
        }
        return depths[kind < 0 ? 0 : genes[kind]][depth < 0 ? 0 : genes[depth]];
    }
}
