package io.narsil.store;

import io.narsil.config.UserException;
import io.narsil.search.Trial;
import java.util.Optional;
import java.util.OptionalInt;

/** The identity of a trial: everything that its training depends on, which must not change under its number. */
record Identity(
        String kind,
        int round,
        String budget,
        String fingerprint,
        int epochs,
        int scheduleEpochs,
        OptionalInt teacher,
        Optional<Trial.Continued> continued) {
    static Identity of(Trial trial) {
        return new Identity(
                trial.kind().key(),
                trial.round(),
                trial.budget(),
                trial.candidate().fingerprint(),
                trial.epochs(),
                trial.scheduleEpochs(),
                trial.teacher(),
                trial.continued());
    }

    /** The same in another step. */
    Identity of(String otherKind, int otherRound) {
        return new Identity(otherKind, otherRound, budget, fingerprint, epochs, scheduleEpochs, teacher, continued);
    }

    /** Refuses a trial that differs from this one, which is stored under the same number. */
    void check(String where, Trial trial) {
        Identity now = of(trial);
        if (!equals(now)) {
            throw new UserException(
                    where,
                    "trial " + trial.id() + " was " + this + " and now is " + now,
                    "the run was made by another version; choose another folder with --out");
        }
    }

    @Override
    public String toString() {
        return "the candidate " + fingerprint + " for " + epochs + " epochs (" + kind + ", round " + (round + 1)
                + ", budget \"" + budget + "\", learning rate planned for " + scheduleEpochs + " epochs"
                + (teacher.isPresent() ? ", taught by trial " + teacher.getAsInt() : "")
                + continued
                        .map(c -> ", trial " + c.trial() + " after " + c.epochs() + " epochs")
                        .orElse("") + ")";
    }
}
