package io.narsil.dashboard.action;

import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.dashboard.run.WatchedRun;
import io.narsil.study.PlanNodes;
import io.narsil.study.folder.RunLock;
import io.narsil.study.folder.StudyResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An action that a run allows just now and that needs nothing more to be said.
 *
 * @param action name of the action
 * @param title words of its button
 * @param says sentence on what it does
 * @param command command that does it, as a shell reads it; empty where none does
 */
public record Offer(String action, String title, String says, String command) {
    /** What can be asked of a run as it stands. */
    enum Kind {
        STOP,
        GO_ON,
        FINISH,
        RETRY_FAILED,
        MORE_ROUND;

        String key() {
            return Words.of(this);
        }
    }

    /** All offers of a run. */
    static List<Offer> of(WatchedRun run) {
        List<Offer> offers = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (refusal(kind, run).isEmpty()) {
                offers.add(offer(kind, run));
            }
        }
        return offers;
    }

    /** The command of an action; {@link Refused} where the run does not allow it. */
    static List<String> command(Kind kind, WatchedRun run) {
        refusal(kind, run).ifPresent(why -> {
            throw new Refused(409, why);
        });
        return words(kind, run);
    }

    /** Why a run does not allow an action; nothing where it does. */
    private static Optional<String> refusal(Kind kind, WatchedRun run) {
        // Not as it was when a page last looked: that may be another state by now.
        String state = RunLock.held(run.folder()) ? "running" : run.folder().finished() ? "finished" : "stopped";
        if (kind == Kind.STOP) {
            return state.equals("running")
                    ? Optional.empty()
                    : Optional.of("No search runs in " + run.name() + ": it is " + state + ".");
        }
        if (state.equals("running")) {
            return Optional.of("A search runs in " + run.name() + ". Maybe stop it first.");
        }
        return switch (kind) {
            case GO_ON, FINISH ->
                state.equals("stopped") || (kind == Kind.GO_ON && early(run))
                        ? Optional.empty()
                        : Optional.of(run.name() + " is over: there is nothing to go on with. Maybe one more round.");
            case RETRY_FAILED ->
                run.summary().counts().getOrDefault("failed", 0) > 0
                        ? Optional.empty()
                        : Optional.of("No trial of " + run.name() + " has failed.");
            default -> rounds(run);
        };
    }

    /** Whether a run that is over was finished before its time, so that a search goes on with the rest. */
    private static boolean early(WatchedRun run) {
        try {
            return StudyResult.read(run.folder()).early() != null;
        } catch (UserException e) {
            // A search would say so, too: nothing is offered.
            return false;
        }
    }

    private static Optional<String> rounds(WatchedRun run) {
        OptionalInt rounds = run.rounds();
        if (rounds.isEmpty()) {
            return Optional.of(
                    "The rounds of " + run.name() + " are planned into its minutes, or its study cannot be read.");
        }
        return rounds.getAsInt() < PlanNodes.MOST_ROUNDS
                ? Optional.empty()
                : Optional.of(run.name() + " has " + PlanNodes.MOST_ROUNDS + " rounds, which is the most.");
    }

    private static List<String> words(Kind kind, WatchedRun run) {
        Path study = run.folder().study().toAbsolutePath().normalize();
        return switch (kind) {
            case STOP -> List.of();
            case GO_ON -> List.of("search", study.toString());
            case FINISH -> List.of("finish", study.getParent().toString());
            case RETRY_FAILED -> List.of("search", study.toString(), "--retry-failed");
            case MORE_ROUND -> List.of("search", study.toString(), "--rounds", Integer.toString(more(run)));
        };
    }

    private static int more(WatchedRun run) {
        return run.rounds().orElse(0) + 1;
    }

    private static Offer offer(Kind kind, WatchedRun run) {
        String command = kind == Kind.STOP ? "" : Program.text(words(kind, run));
        return switch (kind) {
            case STOP ->
                new Offer(
                        kind.key(),
                        "Stop",
                        "Stops the search as Ctrl-C in its own terminal does. Nothing is lost: it can go on.",
                        command);
            case GO_ON -> new Offer(kind.key(), "Go on", "Goes on where the search was.", command);
            case FINISH ->
                new Offer(
                        kind.key(),
                        "Finish early",
                        "Trains the best candidates so far as finalists; no other round follows.",
                        command);
            case RETRY_FAILED ->
                new Offer(kind.key(), "Retry what failed", "Trains once more what has failed, and goes on.", command);
            case MORE_ROUND ->
                new Offer(
                        kind.key(),
                        "One more round",
                        "Plans " + more(run) + " rounds in all, trains what is open, and chooses finalists after them.",
                        command);
        };
    }
}
