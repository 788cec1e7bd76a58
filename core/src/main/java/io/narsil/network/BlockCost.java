package io.narsil.network;

import java.util.List;
import java.util.Set;

/**
 * The cost of one block at its place in a network.
 *
 * @param out shape of the block's output
 * @param operations operations that the block consists of
 */
public record BlockCost(Cost cost, Shape out, List<Trace.Operation> operations) {
    /**
     * Counts a block.
     *
     * @param in shape of the block's input
     * @param classes number of classes of the network, for a classifier
     * @param name prefix of its layers' names in messages
     * @param conventions habits of the network
     * @throws IllegalArgumentException if the shapes do not meet
     * @throws ArithmeticException if a cost does not fit in 63 bits
     */
    public static BlockCost of(Block block, Shape in, int classes, String name, Conventions conventions) {
        Trace trace = new Trace();
        Place place = new Place(name, in.channels(), classes, 0, conventions);
        Shape out = block.accept(trace, new Trace.Edge(0, in), place).shape();
        return new BlockCost(Trace.cost(trace.operations()), out, trace.operations());
    }

    /**
     * The cost of the end of a network.
     *
     * @param first name of the layer that begins it
     */
    public static BlockCost from(String first, Architecture network) {
        List<Trace.Operation> all = Trace.of(network);
        int begin = 0;
        while (!all.get(begin).name().equals(first)) {
            begin++;
        }
        List<Trace.Operation> end = all.subList(begin, all.size());
        return new BlockCost(Trace.cost(end), end.get(end.size() - 1).output().shape(), end);
    }

    /** The same of a block whose input others need, too, so that it stays in memory. */
    public BlockCost inputKept() {
        Set<Integer> kept = Set.of(operations.get(0).inputs().get(0).id());
        return new BlockCost(Trace.cost(operations, kept), out, operations);
    }
}
