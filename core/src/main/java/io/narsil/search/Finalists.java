package io.narsil.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The finalists of a history, which may have been chosen under several plans. Where there are more for a budget under one
 * plan than that asks for, training had failed for some when the next one was chosen, unless candidates climb; one that failed
 * may have been trained again since.
 */
public record Finalists(Plans plans, History history) {
    /** By the score on the validation images; of equals the one that was chosen first is the greatest. */
    private static final Comparator<History.Entry> BY_SCORE = Comparator.comparingDouble(
                    (History.Entry e) -> e.result().orElseThrow().score())
            .thenComparing(e -> -e.trial().id());

    /** Those that the plan in force asks for, in order. */
    List<History.Entry> asked(Budget budget) {
        return history.finals(budget.name()).stream()
                .filter(e -> plans.holds(e.trial(), history))
                .toList();
    }

    /**
     * The one to become the member: where candidates climb, or the plan asks for several, the best of those that came to the
     * end; otherwise the most promising one that was trained well. The last one where none was.
     */
    Optional<History.Entry> best(List<History.Entry> finalists) {
        Stream<History.Entry> well = finalists.stream().filter(History.Entry::done);
        boolean several = plans.now().climbing() || plans.now().finalists() > 1;
        return (several ? well.max(BY_SCORE) : well.findFirst())
                .or(() -> finalists.stream().reduce((first, last) -> last));
    }

    /**
     * The one whose weights a run needs for a budget: what the plan in force asks for, which may be one of an earlier plan
     * that came back, or else what was chosen last.
     */
    public Optional<History.Entry> needed(Budget budget) {
        List<History.Entry> asked = asked(budget);
        return asked.isEmpty() ? latest(budget.name()) : best(asked);
    }

    /** The best of those that were chosen last for a budget, under whatever plan. */
    Optional<History.Entry> latest(String budget) {
        List<History.Entry> all = history.finals(budget);
        return all.isEmpty()
                ? Optional.empty()
                : best(all.stream()
                        .filter(e -> plans.together(
                                e.trial(), all.get(all.size() - 1).trial(), history))
                        .toList());
    }
}
