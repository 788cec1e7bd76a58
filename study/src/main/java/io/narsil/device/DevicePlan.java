package io.narsil.device;

import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import io.narsil.search.Pool;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which networks of a space are measured: as many of each size, from the smallest to the largest, each a quasi-random
 * point, so that every block is met in many surroundings.
 *
 * <p>Whole networks rather than lone blocks: a block's time depends on what stands beside it (what lies in the caches, in
 * which order the channels lie), and a library takes longer to call than a lone small block to compute.
 *
 * @param training networks that the model is fitted to; sizes take turns, so that any first part of the list has all of
 *     them
 * @param validation networks that the model is then tried on; none of the others
 */
record DevicePlan(List<Planned> training, List<Planned> validation) {
    private static final int BANDS = 8;

    /**
     * A network to be measured.
     *
     * @param candidate candidate that it is the network of, with the first recipe of all
     * @param network network that classifies; of a detector, that with its backbone
     * @param whole architecture that is measured: the network, or the detector
     */
    record Planned(Candidate candidate, Network network, Architecture whole) {}

    /** A plan for a space. */
    static DevicePlan of(Problem problem, int training, int validation, Seeds seeds) {
        StageCosts costs = problem.costs();
        List<Budget> bands = bands(costs);
        Pool pool = Pool.build(bands, costs, 2 * (training + validation), seeds.below("device", 0));
        Map<String, Planned> distinct = new LinkedHashMap<>();
        List<List<Candidate>> members = List.copyOf(pool.members().values());
        int longest = members.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<Candidate> band : members) {
                if (i < band.size()) {
                    Candidate candidate = withoutRecipe(band.get(i));
                    Network network = problem.network(candidate);
                    String key = problem.space().finds()
                            ? CandidateText.write(candidate)
                            : network.blocks() + " " + network.resolution();
                    distinct.putIfAbsent(key, new Planned(candidate, network, problem.architecture(candidate)));
                }
            }
        }
        List<Planned> all = new ArrayList<>(distinct.values());
        // The first ones of all sizes are for validation, whose number is kept however little time there is.
        int kept = Math.min(validation, all.size() / 2);
        return new DevicePlan(
                List.copyOf(all.subList(kept, Math.min(all.size(), kept + training))),
                List.copyOf(all.subList(0, kept)));
    }

    private static Candidate withoutRecipe(Candidate candidate) {
        int[] genes = candidate.genes();
        for (int i = 0; i < genes.length; i++) {
            if (candidate.space().parameters().get(i).group() == Parameter.Group.RECIPE) {
                genes[i] = 0;
            }
        }
        return candidate.space().candidate(genes);
    }

    /** Multiply-adds from the smallest candidate's to the largest's, in equal ratios. */
    private static List<Budget> bands(StageCosts costs) {
        double least = costs.of(Extremes.smallest(costs, Measure.MACS)).macs();
        double most = costs.of(Extremes.largest(costs, Measure.MACS)).macs();
        List<Budget> bands = new ArrayList<>();
        for (int b = 1; b <= BANDS; b++) {
            long limit = b == BANDS ? (long) most : (long) (least * StrictMath.pow(most / least, (double) b / BANDS));
            bands.add(new Budget("size " + b, Map.of(Measure.MACS, limit)));
        }
        return bands;
    }

    /**
     * One of the middle sizes, whose network's time tells whether the machine's speed has changed: that which classifies, since a file can
     * say it without the space.
     */
    Planned reference() {
        return training.get(Math.min(BANDS / 2, training.size() - 1));
    }
}
