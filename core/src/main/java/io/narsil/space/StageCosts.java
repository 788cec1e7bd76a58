package io.narsil.space;

import io.narsil.network.Block;
import io.narsil.network.BlockCost;
import io.narsil.network.Cost;
import io.narsil.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Exact costs of candidates from tables, millions a second.
 *
 * <p>A stage's cost depends on the shape that comes in and on its own settings, and on nothing else; and its blocks
 * after the first are all alike. So a network is a walk through a graph whose nodes are (stage, shape): each choice of
 * settings leads to the node of the next stage and costs its first block, and depth - 1 times a further one. Each is
 * counted once, by the reader that counts whole networks, when it is first met. Safe for several threads.
 */
public final class StageCosts {
    private final SearchSpace space;
    private final Images images;
    private final List<StageIndex> indexes = new ArrayList<>();
    private final List<Map<Shape, Node>> nodes = new ArrayList<>();
    private final Node[] starts;

    /** Where a stage begins: its cost for each choice of settings, filled when first asked for. */
    private final class Node {
        private final int stage;
        private final Shape in;
        private final StageIndex index;
        private final Lazy<Step> steps;
        private final Lazy<Cost> further;

        Node(int stage, Shape in) {
            this.stage = stage;
            this.in = in;
            this.index = indexes.get(stage);
            this.steps = new Lazy<>(index.firsts());
            this.further = new Lazy<>(index.furthers());
        }

        Step step(int[] genes) {
            long at = index.first(genes);
            Step step = steps.get(at);
            return step != null ? step : steps.put(at, count(genes));
        }

        private Step count(int[] genes) {
            BlockCost first = cost(in, genes, true);
            return new Step(
                    first.cost(),
                    node(stage, first.out()),
                    stage + 1 == nodes.size() ? null : node(stage + 1, first.out()));
        }

        /** The cost of a block after the first one: {@code in} is what the first one hands on. */
        Cost further(int[] genes) {
            long at = index.further(genes);
            Cost cost = further.get(at);
            return cost != null ? cost : further.put(at, cost(in, genes, false).cost());
        }

        private BlockCost cost(Shape shape, int[] genes, boolean first) {
            Block block = space.stages().get(stage).block(genes, first);
            return BlockCost.of(block, shape, images.classes(), "stage" + (stage + 1));
        }
    }

    /**
     * A stage's first block.
     *
     * @param here the node of the same stage for the shape that the first block hands on
     * @param next the node of the next stage; null at the end
     */
    private record Step(Cost first, Node here, Node next) {}

    public StageCosts(SearchSpace space, Images images) {
        this.space = space;
        this.images = images;
        for (Stage stage : space.stages()) {
            indexes.add(new StageIndex(space, stage));
            nodes.add(new ConcurrentHashMap<>());
        }
        starts = new Node
                [space.resolution() == null ? 1 : space.resolution().values().size()];
        for (int i = 0; i < starts.length && !nodes.isEmpty(); i++) {
            int size = space.resolution() == null
                    ? images.resolution()
                    : Integer.parseInt(space.resolution().values().get(i));
            starts[i] = node(0, new Shape(images.channels(), size, size));
        }
    }

    private Node node(int stage, Shape in) {
        return nodes.get(stage).computeIfAbsent(in, shape -> new Node(stage, shape));
    }

    public SearchSpace space() {
        return space;
    }

    public Images images() {
        return images;
    }

    /** The cost of a candidate: {@link Cost#ZERO} where the space has no stages. */
    public Cost of(Candidate candidate) {
        return of(candidate.shared());
    }

    /** The cost of canonical genes. */
    public Cost of(int[] genes) {
        long macs = 0;
        long pooled = 0;
        long params = 0;
        long trainable = 0;
        long activations = 0;
        long memory = 0;
        for (Node node = start(genes); node != null; ) {
            Step step = node.step(genes);
            Cost cost = step.first();
            macs = Math.addExact(macs, cost.macs());
            pooled += cost.pooled();
            params = Math.addExact(params, cost.params());
            trainable = Math.addExact(trainable, cost.trainable());
            activations = Math.addExact(activations, cost.activations());
            memory = Math.max(memory, cost.memory());
            int more = node.index.depth(genes) - 1;
            if (more > 0) {
                Cost further = step.here().further(genes);
                macs = Math.addExact(macs, Math.multiplyExact(more, further.macs()));
                pooled += more * further.pooled();
                params = Math.addExact(params, Math.multiplyExact(more, further.params()));
                trainable = Math.addExact(trainable, Math.multiplyExact(more, further.trainable()));
                activations = Math.addExact(activations, Math.multiplyExact(more, further.activations()));
                memory = Math.max(memory, further.memory());
            }
            node = step.next();
        }
        return new Cost(macs, pooled, params, trainable, activations, memory);
    }

    /** The cost of each stage of a candidate, in order. */
    public List<Cost> stages(Candidate candidate) {
        int[] genes = candidate.shared();
        List<Cost> costs = new ArrayList<>(nodes.size());
        for (Node node = start(genes); node != null; ) {
            Step step = node.step(genes);
            int more = node.index.depth(genes) - 1;
            costs.add(more > 0 ? step.first().plus(step.here().further(genes).times(more)) : step.first());
            node = step.next();
        }
        return costs;
    }

    private Node start(int[] genes) {
        int index = space.resolution() == null ? -1 : space.resolution().index();
        return starts[index < 0 ? 0 : genes[index]];
    }
}
