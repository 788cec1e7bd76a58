package io.narsil.space;

import io.narsil.latency.LatencyModel;
import io.narsil.network.Block;
import io.narsil.network.BlockCost;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockSetting.Trait;
import io.narsil.network.Cost;
import io.narsil.network.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Computes exact costs of candidates from tables, millions a second.
 *
 * <p>A stage's cost depends on its input shape and its own settings alone. The input shape depends on the resolution,
 * the strides so far and the channels of the stage before. All blocks of a stage after the first are alike. So each
 * stage adds one entry of a table for its first block and depth - 1 times an entry of another table for the rest. An
 * entry is counted once, when it is first needed, by the code that counts whole networks. Safe for several threads.
 */
public final class StageCosts {
    private final SearchSpace space;
    private final InputSpec images;
    private final LatencyModel latency;
    /** The latency of whole candidates; null where it is a sum over blocks. */
    private final WholeLatency whole;
    /**
     * The largest total of one block of every stage that is allowed, so that the total at the greatest depth fits in 63
     * bits.
     */
    private static final long LARGEST = Long.MAX_VALUE / 1001;

    private final Part[] parts;
    /** The number of stages that are read. */
    private final int read;
    /** Those of neck and head; null where networks classify. */
    private final DetectorCosts detector;

    /** The tables of one stage. */
    private final class Part {
        private final int number;
        private final Stage stage;
        private final Table<Shape> in;
        private final Table<Cost> first;
        private final Table<Cost> further;
        private final PairTable firstPair;
        private final PairTable furtherPair;
        private final StageDepth depth;

        /**
         * @param before parameters that decide the shape that comes in
         * @param sizes parameters among {@code before} that decide its height and width
         */
        Part(int number, Set<Integer> before, Set<Integer> sizes) {
            this.number = number;
            this.stage = space.stages().get(number);
            this.depth = new StageDepth(space, stage);
            in = new Table<>(space, before, this::countIn);
            Set<Integer> ofFirst = new LinkedHashSet<>(before);
            // Channels that come in do not matter to a further block where the stage sets its own.
            Set<Integer> ofFurther = new LinkedHashSet<>(setsChannels(stage) ? sizes : before);
            StageCosts.add(ofFirst, stage.block().index());
            StageCosts.add(ofFurther, stage.block().index());
            stage.settings().forEach(setting -> {
                StageCosts.add(ofFirst, setting.first().index());
                StageCosts.add(ofFurther, setting.rest().index());
            });
            boolean inputKept = space.tapped().contains(number - 1);
            first = new Table<>(space, ofFirst, genes -> {
                BlockCost block = count(in.get(genes), genes, true);
                return timed(inputKept ? block.inputKept() : block);
            });
            further = new Table<>(
                    space,
                    ofFurther,
                    genes -> timed(count(count(in.get(genes), genes, true).out(), genes, false)));
            firstPair = new PairTable(first);
            furtherPair = new PairTable(further);
        }

        private Cost timed(BlockCost block) {
            return block.cost().withLatency(latency.bound(block.operations()));
        }

        void add(int[] genes, long[] macsAndParams) {
            firstPair.add(genes, 1, macsAndParams);
            int more = depth.of(genes) - 1;
            if (more > 0) {
                furtherPair.add(genes, more, macsAndParams);
            }
        }

        private Shape countIn(int[] genes) {
            if (number > 0) {
                Part before = parts[number - 1];
                return before.count(before.in.get(genes), genes, true).out();
            }
            int size = space.resolution() == null
                    ? images.resolution()
                    : space.resolution().integer(genes);
            return new Shape(images.channels(), size, size);
        }

        private BlockCost count(Shape shape, int[] genes, boolean isFirst) {
            Block block = stage.block(genes, isFirst);
            BlockCost counted =
                    BlockCost.of(block, shape, images.classes(), "stage" + (number + 1), space.conventions());
            Cost cost = counted.cost();
            if (Math.max(Math.max(cost.macs(), cost.trainable()), Math.max(cost.pooled(), cost.activations()))
                    > LARGEST / space.stages().size()) {
                throw new ArithmeticException("a block of stage " + (number + 1) + " costs more than can be counted");
            }
            return counted;
        }

        void add(int[] genes, CostSum sum) {
            sum.add(first.get(genes), 1, waiting(true, genes));
            int more = depth.of(genes) - 1;
            if (more > 0) {
                sum.add(further.get(genes), more, waiting(false, genes));
            }
        }

        private long waiting(boolean isFirst, int[] genes) {
            return detector == null ? 0 : detector.waiting(number, isFirst, genes);
        }
    }

    /** Costs without latencies. */
    public StageCosts(SearchSpace space, InputSpec images) {
        this(space, images, LatencyModel.NONE);
    }

    /**
     * Costs with the latencies of a device.
     *
     * @param latency latency model of the device's profile
     */
    public StageCosts(SearchSpace space, InputSpec images, LatencyModel latency) {
        this(space, images, latency, null);
    }

    /**
     * Costs with the latencies of a device, where these are no sums over blocks.
     *
     * @param whole latency of whole candidates
     */
    public StageCosts(SearchSpace space, InputSpec images, WholeLatency whole) {
        this(space, images, LatencyModel.NONE, whole);
    }

    private StageCosts(SearchSpace space, InputSpec images, LatencyModel latency, WholeLatency whole) {
        this.space = space;
        this.images = images;
        this.latency = latency;
        this.whole = whole;
        Set<Integer> sizes = new LinkedHashSet<>();
        Set<Integer> channels = new LinkedHashSet<>();
        if (space.resolution() != null) {
            add(sizes, space.resolution().index());
        }
        parts = new Part[space.stages().size()];
        for (int i = 0; i < parts.length; i++) {
            Stage stage = space.stages().get(i);
            Set<Integer> before = new LinkedHashSet<>(sizes);
            before.addAll(channels);
            parts[i] = new Part(i, before, new LinkedHashSet<>(sizes));
            sizes.addAll(stage.parameters(Trait.RESIZES));
            if (setsChannels(stage)) {
                channels.clear();
            }
            channels.addAll(stage.parameters(Trait.CHANNELS));
            if (!alike(stage)) {
                add(sizes, stage.block().index());
                add(channels, stage.block().index());
            }
        }
        detector = space.finds()
                ? new DetectorCosts(
                        space,
                        images,
                        latency,
                        // What comes out of a row goes into the next.
                        space.tapped().stream().map(row -> parts[row + 1].in).toList())
                : null;
        read = space.rowsRead();
    }

    /** Whether the output channels of a stage are independent of its input channels. */
    private static boolean setsChannels(Stage stage) {
        return stage.kinds().stream().allMatch(k -> k.settings().stream().anyMatch(s -> s.has(Trait.CHANNELS)));
    }

    /** Whether the same parameters decide the shapes for all kinds of a stage. */
    private static boolean alike(Stage stage) {
        return stage.kinds().stream()
                        .map(k -> k.settings().stream()
                                .filter(s ->
                                        !s.has(Trait.NOT_IN_SPACES) && (s.has(Trait.RESIZES) || s.has(Trait.CHANNELS)))
                                .map(BlockSetting::key)
                                .collect(Collectors.toSet()))
                        .distinct()
                        .count()
                == 1;
    }

    private static void add(Set<Integer> places, int place) {
        if (place >= 0) {
            places.add(place);
        }
    }

    public SearchSpace space() {
        return space;
    }

    /** The input spec of the images that costs are for. */
    public InputSpec images() {
        return images;
    }

    /** Whether latencies are known; they are 0 where they are not. */
    public boolean timed() {
        return whole != null || !latency.equals(LatencyModel.NONE);
    }

    /** The share of a predicted latency that its bound adds to it. */
    public double latencyMargin() {
        return whole != null ? whole.margin() : latency.margin();
    }

    /** The cost of a candidate: {@link Cost#ZERO} where the space has no stages. */
    public Cost of(Candidate candidate) {
        return of(candidate.shared());
    }

    /** The cost of canonical genes. */
    public Cost of(int[] genes) {
        CostSum sum = new CostSum();
        for (int i = 0; i < read; i++) {
            parts[i].add(genes, sum);
        }
        if (detector != null) {
            sum.add(detector.of(genes), 1, 0);
        }
        return whole == null ? sum.cost() : sum.cost().withLatency(whole.bound(genes));
    }

    /**
     * Adds up only multiply-adds and parameters of canonical genes, the two measures that most budgets limit. This is
     * faster than all costs.
     */
    public void macsAndParams(int[] genes, long[] into) {
        into[0] = 0;
        into[1] = 0;
        for (int i = 0; i < read; i++) {
            parts[i].add(genes, into);
        }
        if (detector != null) {
            detector.add(genes, into);
        }
    }

    /**
     * The cost of each stage of a candidate, in order, and of a detector's neck and head as one more; without latencies where
     * these are no sums.
     */
    public List<Cost> stages(Candidate candidate) {
        List<Cost> costs = new ArrayList<>(parts.length);
        for (Part part : parts) {
            CostSum sum = new CostSum();
            part.add(candidate.shared(), sum);
            costs.add(sum.cost());
        }
        return detector == null ? costs : detector.with(costs, candidate.shared());
    }
}
