package io.narsil.search;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a search has begun: its rounds and, where candidates climb, what evolution found after them. That climbs like a round, but is none of
 * those that a plan counts; more rounds may follow it.
 *
 * @param plans plans that the search has followed
 * @param trials trials so far, in the order of their numbers
 */
public record Begun(Plans plans, List<Trial> trials) {
    /** What a history has begun. */
    public static Begun of(Plans plans, History history) {
        return new Begun(
                plans, history.entries().stream().map(History.Entry::trial).toList());
    }

    private Stream<Trial> entering() {
        return trials.stream()
                .filter(t -> t.kind() == Trial.Kind.ROUND && t.continued().isEmpty());
    }

    /** Whether a candidate that began to climb was found by evolution, after the rounds of the plan that it was chosen under. */
    private boolean evolved(Trial trial) {
        SearchPlan then = plans.of(trial.id());
        return then.climbing() && trial.round() >= then.rounds();
    }

    /** The number of rounds, which is the number of the next one, and of what evolution finds after them. */
    public int rounds() {
        return entering()
                .filter(Predicate.not(this::evolved))
                .mapToInt(t -> t.round() + 1)
                .max()
                .orElse(0);
    }

    /** The budgets of the plan in force for which evolution was not asked since the last round, nor under a plan that had them. */
    List<Budget> withoutEvolved() {
        int last = entering()
                .filter(Predicate.not(this::evolved))
                .mapToInt(Trial::id)
                .max()
                .orElse(-1);
        List<Trial> found = entering().filter(t -> t.id() > last && evolved(t)).toList();
        return plans.now().budgets().stream()
                .filter(b ->
                        found.stream().noneMatch(t -> plans.of(t.id()).budgets().contains(b)))
                .toList();
    }

    /** Whether the last trial goes to the end of a search that was not brought there before its time. */
    boolean ending() {
        Trial last = trials.get(trials.size() - 1);
        return last.kind() == Trial.Kind.FINALIST && !plans.of(last.id()).finishing();
    }

    /** Whether nobody begins to climb any more. */
    public boolean all() {
        return rounds() >= plans.now().rounds() && withoutEvolved().isEmpty();
    }
}
