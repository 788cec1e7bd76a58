package io.narsil.study.trial;

import io.narsil.config.Printable;
import io.narsil.config.Problems;
import io.narsil.search.Budget;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.store.StoredTrial;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a search counts on in the trials that it goes on from. A store that was made up by somebody else may have anything in rows
 * whose checksums are right.
 */
public final class Sound {
    private Sound() {}

    /**
     * Throws a {@link io.narsil.config.UserException} that names all trials that no search has.
     *
     * @param store file of the store, or of its address
     */
    public static void check(Path store, List<StoredTrial> trials) {
        Problems problems = new Problems();
        int rounds = 0;
        for (StoredTrial stored : trials) {
            Trial trial = stored.trial();
            if (!Budget.isName(trial.budget())) {
                add(
                        problems,
                        store,
                        trial,
                        "its budget, which names a folder, is \"" + Printable.brief(trial.budget()) + "\"");
            }
            if (trial.kind() == Trial.Kind.ROUND) {
                if (trial.round() != rounds && trial.round() != rounds - 1) {
                    add(
                            problems,
                            store,
                            trial,
                            "it is of round " + (trial.round() + 1L) + ", after " + rounds + " rounds");
                }
                rounds = Math.max(rounds, Math.min(trial.round(), rounds) + 1);
            } else if (trial.kind() == Trial.Kind.FINALIST
                    && stored.prediction().isEmpty()) {
                add(problems, store, trial, "it is a finalist of which nothing was predicted");
            }
            if (trial.continued().filter(c -> !goesOn(trial, c, trials)).isPresent()) {
                add(problems, store, trial, "it goes on with a training of another candidate");
            }
            score(stored).ifPresent(s -> add(problems, store, trial, "its score is " + s + ", and not from 0 to 1"));
        }
        problems.throwIfAny();
    }

    /** Whether the training that a trial goes on with was begun by a trial of the same candidate. */
    private static boolean goesOn(Trial trial, Trial.Continued continued, List<StoredTrial> trials) {
        return trials.stream()
                .map(StoredTrial::trial)
                .anyMatch(t -> t.id() == continued.trial()
                        && t.continued().isEmpty()
                        && t.candidate().equals(trial.candidate()));
    }

    /** A score of a training that went well which is none. */
    private static Optional<Double> score(StoredTrial stored) {
        return stored.result().filter(TrialResult::done).stream()
                .flatMap(r -> r.scores().stream())
                .filter(s -> !(s >= 0 && s <= 1))
                .findFirst();
    }

    private static void add(Problems problems, Path store, Trial trial, String what) {
        problems.add(
                store.toString(),
                "trial " + trial.id() + " is none of a search: " + what,
                "the file was changed: take it from a copy, or move it away, and all trials run again");
    }
}
