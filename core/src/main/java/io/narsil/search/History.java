package io.narsil.search;

import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The trials of a search and their results so far, in the order of their numbers. A search depends on its plan and on
 * this alone. Immutable.
 */
public final class History {
    /** The history of a search that has not begun. */
    public static final History EMPTY = new History(List.of());

    private final List<Entry> entries;

    /**
     * One trial.
     *
     * @param prediction prediction of its score before it was trained; empty where it was not chosen by one
     * @param result result of the training; empty while it is not over
     */
    public record Entry(Trial trial, Optional<Prediction> prediction, Optional<TrialResult> result) {
        /** Whether it was trained to its end. */
        public boolean done() {
            return result.filter(TrialResult::done).isPresent();
        }

        boolean is(Trial.Kind kind) {
            return trial.kind() == kind;
        }
    }

    private History(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * A history made of stored trials.
     *
     * @param entries trials in any order
     * @throws IllegalArgumentException where their numbers are not 0, 1, 2 and so on
     */
    public static History of(List<Entry> entries) {
        List<Entry> sorted = entries.stream()
                .sorted(Comparator.comparingInt(e -> e.trial().id()))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i).trial().id() != i) {
                throw new IllegalArgumentException("trial " + i + " is missing");
            }
        }
        return new History(sorted);
    }

    /**
     * This history with the results of a step. Trials that it holds already get their results.
     *
     * @param results results of the step's trials, in their order
     */
    public History with(Step.Train step, List<TrialResult> results) {
        Map<Integer, Entry> all = new HashMap<>();
        entries.forEach(e -> all.put(e.trial().id(), e));
        for (int i = 0; i < results.size(); i++) {
            Trial trial = step.trials().get(i);
            if (results.get(i).trial() != trial.id()) {
                throw new IllegalArgumentException("the result of trial "
                        + results.get(i).trial() + " stands at the place of trial " + trial.id());
            }
            Optional<Prediction> prediction =
                    Optional.ofNullable(step.predictions().get(trial.id()));
            all.put(trial.id(), new Entry(trial, prediction, Optional.of(results.get(i))));
        }
        return of(List.copyOf(all.values()));
    }

    /** This history with the trials of a step, none of which it holds, before they are trained. */
    History begun(Step.Train step) {
        List<Entry> all = new ArrayList<>(entries);
        step.trials()
                .forEach(t -> all.add(
                        new Entry(t, Optional.ofNullable(step.predictions().get(t.id())), Optional.empty())));
        return of(all);
    }

    /** All trials. */
    public List<Entry> entries() {
        return entries;
    }

    /** The number of the next trial. */
    public int nextId() {
        return entries.size();
    }

    /** The trials that were chosen and are not over. */
    public List<Entry> open() {
        return entries.stream().filter(e -> e.result().isEmpty()).toList();
    }

    /** The trials of all rounds. */
    public Stream<Entry> rounds() {
        return entries.stream().filter(e -> e.is(Trial.Kind.ROUND));
    }

    /** The trials of what was made by hand. */
    Stream<Entry> hand() {
        return entries.stream().filter(e -> e.is(Trial.Kind.HAND));
    }

    /** The number of rounds that were chosen. */
    public int roundCount() {
        return rounds().mapToInt(e -> e.trial().round() + 1).max().orElse(0);
    }

    /** The trials of the first round. */
    public List<Entry> firstRound() {
        return rounds().filter(e -> e.trial().round() == 0).toList();
    }

    /** The candidates of all rounds. */
    public Set<Candidate> tried() {
        Set<Candidate> tried = new HashSet<>();
        rounds().forEach(e -> tried.add(e.trial().candidate()));
        return tried;
    }

    /** The finalists of a budget's name, whatever its limits were, in order. */
    List<Entry> finals(String budget) {
        return entries.stream()
                .filter(e -> e.is(Trial.Kind.FINALIST) && e.trial().budget().equals(budget))
                .toList();
    }
}
