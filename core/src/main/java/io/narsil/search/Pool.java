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
    private static final int PATIENCE = 300;

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
        BudgetSampler sampler = new BudgetSampler(budgets.get(index), budgets.subList(0, index), costs, seeds, index);
        Set<Candidate> found = new LinkedHashSet<>();
        for (int tries = 0; tries < PATIENCE * share && found.size() < share; tries++) {
            sampler.next().ifPresent(genes -> found.add(costs.space().candidate(genes)));
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
