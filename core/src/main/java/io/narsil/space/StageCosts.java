package io.narsil.space;

import io.narsil.network.Block;
import io.narsil.network.Cost;
import io.narsil.network.CostCounter;
import io.narsil.network.Place;
import io.narsil.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Exact costs of candidates by stage, each stage counted once for each way in which it can stand.
 *
 * <p>A stage's cost depends on its own settings and on the shape that comes in, and on nothing else; so the counts are
 * those of {@link io.narsil.network.Network#cost}, many times faster. Not for several threads.
 */
public final class StageCosts {
    private final SearchSpace space;
    private final Images images;
    private final List<Map<Key, Entry>> known = new ArrayList<>();
    private final List<int[]> read = new ArrayList<>();

    private record Key(Shape in, List<Integer> genes) {}

    private record Entry(Cost cost, Shape out) {}

    public StageCosts(SearchSpace space, Images images) {
        this.space = space;
        this.images = images;
        for (Stage stage : space.stages()) {
            known.add(new HashMap<>());
            read.add(stage.settings().stream()
                    .mapToInt(Setting::index)
                    .filter(i -> i >= 0)
                    .distinct()
                    .toArray());
        }
    }

    public SearchSpace space() {
        return space;
    }

    public Images images() {
        return images;
    }

    /** The cost of each stage of a candidate, in order. */
    public List<Cost> stages(Candidate candidate) {
        int[] genes = candidate.genes();
        List<Cost> costs = new ArrayList<>(known.size());
        int size = space.resolution() == null
                ? images.resolution()
                : space.resolution().integer(genes);
        Shape x = new Shape(images.channels(), size, size);
        for (int i = 0; i < known.size(); i++) {
            Integer[] own = new Integer[read.get(i).length];
            for (int j = 0; j < own.length; j++) {
                own[j] = genes[read.get(i)[j]];
            }
            int stage = i;
            Shape in = x;
            Entry entry = known.get(i).computeIfAbsent(new Key(x, Arrays.asList(own)), k -> count(stage, in, genes));
            costs.add(entry.cost());
            x = entry.out();
        }
        return costs;
    }

    /** The cost of a candidate: {@link Cost#ZERO} where the space has no stages. */
    public Cost of(Candidate candidate) {
        return stages(candidate).stream().reduce(Cost.ZERO, Cost::plus);
    }

    private Entry count(int stage, Shape in, int[] genes) {
        CostCounter counter = new CostCounter();
        Shape x = in;
        for (Block block : space.stages().get(stage).blocks(genes)) {
            x = block.accept(counter, x, new Place("stage" + (stage + 1), x.channels(), images.classes(), 0));
        }
        return new Entry(counter.total(), x);
    }
}
