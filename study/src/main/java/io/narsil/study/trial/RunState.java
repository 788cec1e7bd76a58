package io.narsil.study.trial;

import io.narsil.search.Begun;
import io.narsil.search.Plans;
import io.narsil.search.Trial;
import io.narsil.store.StoredTrial;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a run has when it goes on.
 *
 * @param trials number of trials that were chosen
 * @param rounds number of rounds that were begun
 * @param candidates number of candidates of the rounds that were trained to their end
 * @param choosing truth of its having begun and its finalists not being chosen yet
 */
public record RunState(int trials, int rounds, int candidates, boolean choosing) {
    /**
     * That of stored trials.
     *
     * @param plans reader of the plans that the run has followed; without trials nobody asks it
     */
    public static RunState of(List<StoredTrial> trials, Supplier<Plans> plans) {
        if (trials.isEmpty()) {
            return new RunState(0, 0, 0, false);
        }
        List<StoredTrial> rounds = trials.stream()
                .filter(t -> t.trial().kind() == Trial.Kind.ROUND)
                .toList();
        return new RunState(
                trials.size(),
                new Begun(plans.get(), trials.stream().map(StoredTrial::trial).toList()).rounds(),
                (int) rounds.stream().filter(t -> t.result().isPresent()).count(),
                trials.stream().noneMatch(t -> t.trial().kind() == Trial.Kind.FINALIST));
    }
}
