package io.narsil.search;

import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Candidates to choose from, the same number for each budget: those that fit it and no smaller one.
 *
 * @param members by budget, in the order in which the quasi-random sequence found them
 */
public record Pool(Map<Budget, List<Candidate>> members) {
    /** Points tried per wanted candidate before a band counts as exhausted. */
    private static final int PATIENCE = 100;

    /**
     * A pool of about {@code size} candidates.
     *
     * @param budgets from the smallest to the largest
     */
    public static Pool build(List<Budget> budgets, StageCosts costs, int size, Seeds seeds) {
        Map<Budget, List<Candidate>> members = new LinkedHashMap<>();
        int share = Math.max(1, size / budgets.size());
        for (int i = 0; i < budgets.size(); i++) {
            members.put(budgets.get(i), band(budgets, i, costs, share, seeds));
        }
        return new Pool(members);
    }

    private static List<Candidate> band(List<Budget> budgets, int index, StageCosts costs, int share, Seeds seeds) {
        Budget budget = budgets.get(index);
        List<Budget> smaller = budgets.subList(0, index);
        Tilt tilt = Tilt.towards(budget, costs, seeds.stream("tilt", index));
        int dimensions = costs.space().parameters().size();
        SobolPoints points = new SobolPoints(dimensions, seeds.stream("sobol", index));
        Set<Candidate> found = new LinkedHashSet<>();
        for (int tries = 0; tries < PATIENCE * share && found.size() < share; tries++) {
            Candidate candidate = tilt.at(points.next());
            var cost = costs.of(candidate);
            if (budget.fits(cost) && smaller.stream().noneMatch(b -> b.fits(cost))) {
                found.add(candidate);
            }
        }
        return List.copyOf(found);
    }

    /** All candidates. */
    public List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        members.values().forEach(all::addAll);
        return all;
    }
}
