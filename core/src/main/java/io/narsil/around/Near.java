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

    /** Widths of a whole network at once, in per cent. */
    static final List<Integer> SHARES = List.of(75, 100, 110);

    /** The largest number of blocks of a stage of which all but one may be left out; of more, a third stays. */
    private static final int FEW = 4;

    private static final int LEAST_CHANNELS = 8;
    private static final int USUAL = 3;
    private static final int WIDE = 5;

    private Near() {}

    /** Widths of 8 and more, in steps that kernels like: multiples of 8 from 32 channels on. */
    static List<Integer> channels(int parent) {
        TreeSet<Integer> near = new TreeSet<>(List.of(parent));
        for (double share : WIDTHS) {
            int width = width(parent, share);
            if (width >= LEAST_CHANNELS) {
                near.add(width);
            }
        }
        return List.copyOf(near);
    }

    private static int width(int parent, double share) {
        int step = parent >= 32 ? 8 : parent >= 16 ? 4 : 2;
        return (int) Math.round(parent * share / step) * step;
    }

    /** The width for each of {@link #SHARES}: the parent's own for all of it, and where there would be fewer than 8. */
    static List<Integer> shares(int parent) {
        return SHARES.stream()
                .map(share -> share == 100 ? parent : width(parent, share / 100.0))
                .map(width -> width < LEAST_CHANNELS ? parent : width)
                .toList();
    }

    /** The expansion for half, two thirds and all of the parent's, as far as these are whole ones of more than 1. */
    static List<Double> thirds(double parent) {
        double more = less(parent, EXPANSIONS[1], parent);
        return List.of(less(parent, EXPANSIONS[0], more), more, parent);
    }

    private static double less(double parent, double share, double otherwise) {
        double less = Math.rint(parent * share);
        return less > 1 && less < parent ? less : otherwise;
    }

    /** The next smaller kernel, down to 3, and the parent's. */
    static List<Integer> smaller(int parent) {
        return List.of(parent > USUAL && parent % 2 == 1 ? parent - 2 : parent, parent);
    }

    /** Depths from a single block, or a third of the parent's many, to one block more. */
    static List<Integer> anyDepth(int parent) {
        int least = parent <= FEW ? 1 : (parent + 2) / 3;
        return parent == 1
                ? List.of(1)
                : IntStream.rangeClosed(least, parent + 1).boxed().toList();
    }

    /** Expansions of the parent's and less, whole ones, so that no two make the same width, but none that leaves out a layer. */
    static List<Double> expansion(double parent) {
        TreeSet<Double> near = new TreeSet<>(List.of(parent));
        for (double share : EXPANSIONS) {
            double less = Math.rint(parent * share);
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

    /** Depths from half the parent's to one block more. Beside a single block, which stays so, one more would be mostly new. */
    static List<Integer> depth(int parent) {
        return parent == 1
                ? List.of(1)
                : IntStream.rangeClosed((parent + 1) / 2, parent + 1).boxed().toList();
    }
}
