package io.narsil.around;

import io.narsil.network.BlockKind;
import io.narsil.network.MBConv;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The values near one of the parent's, itself among them, from the lowest. */
final class Near {
    /** Shares of a width that are tried; more than all of it is new, so that there is little. */
    private static final double[] WIDTHS = {0.6, 0.7, 0.8, 0.9, 1, 1.1};

    private static final double[] EXPANSIONS = {1 / 2.0, 2 / 3.0};

    private static final int USUAL = 3;
    private static final int WIDE = 5;

    private Near() {}

    /** Widths, in steps that kernels like: multiples of 8 from 32 channels on. */
    static List<Integer> channels(int parent) {
        int step = parent >= 32 ? 8 : parent >= 16 ? 4 : parent >= 8 ? 2 : 1;
        TreeSet<Integer> near = new TreeSet<>(List.of(parent));
        for (double share : WIDTHS) {
            near.add(Math.max(step, (int) Math.round(parent * share / step) * step));
        }
        return List.copyOf(near);
    }

    /** Expansions of the parent's and less, in halves, but none that leaves out a layer. */
    static List<Double> expansion(double parent) {
        TreeSet<Double> near = new TreeSet<>(List.of(parent));
        for (double share : EXPANSIONS) {
            double less = Math.rint(2 * parent * share) / 2;
            if (less > 1 && less < parent) {
                near.add(less);
            }
        }
        return List.copyOf(near);
    }

    /** Smaller kernels, down to 3; and 5 in place of 3 where each filter has one channel, so that it costs little. */
    static List<Integer> kernel(BlockKind kind, int parent) {
        int most = kind.equals(MBConv.KIND) && parent == USUAL ? WIDE : parent;
        return parent < USUAL || parent % 2 == 0
                ? List.of(parent)
                : IntStream.iterate(USUAL, k -> k <= most, k -> k + 2).boxed().toList();
    }

    /** Depths from half the parent's to one block more. */
    static List<Integer> depth(int parent) {
        return IntStream.rangeClosed((parent + 1) / 2, parent + 1).boxed().toList();
    }
}
