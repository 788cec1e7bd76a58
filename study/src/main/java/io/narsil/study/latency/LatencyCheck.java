package io.narsil.study.latency;

import io.narsil.config.Durations;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.files.Fingerprint;
import io.narsil.json.Json;
import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.search.Budget;
import io.narsil.search.FinalCheck;
import io.narsil.search.Measure;
import io.narsil.search.Scored;
import io.narsil.space.Candidate;
import io.narsil.space.DetectorSpace;
import io.narsil.space.Problem;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Measures finalists before they are trained, and leaves out those that take longer than their budget allows.
 *
 * <p>What was measured is kept, since it decides what is trained: a study that is continued must not measure anew.
 */
public final class LatencyCheck implements FinalCheck {
    private static final int MOST_MEASURED = 30;
    private static final double MOST_MILLISECONDS = 1e9;

    private final Problem problem;
    private final ToDoubleFunction<Architecture> stopwatch;
    private final Path file;
    private final int wanted;
    private final StudyListener events;
    private final Map<String, Double> known = new LinkedHashMap<>();

    /**
     * A check.
     *
     * @param stopwatch stopwatch of networks, in milliseconds for one image
     * @param file file of earlier measurements, which need not exist
     * @param finalists number of finalists of each budget
     */
    public LatencyCheck(
            Problem problem, ToDoubleFunction<Architecture> stopwatch, Path file, int finalists, StudyListener events) {
        this.problem = problem;
        this.stopwatch = stopwatch;
        this.file = file;
        this.wanted = finalists + INSTEAD;
        this.events = events;
        if (Files.exists(file)) {
            known.putAll(Json.map(file, Double.class));
            check();
        }
    }

    /** A time that is none would admit, or refuse, what nobody has measured. */
    private void check() {
        Problems problems = new Problems();
        known.forEach((network, milliseconds) -> {
            if (!(milliseconds > 0 && milliseconds < MOST_MILLISECONDS)) {
                problems.add(
                        file.toString(),
                        "the network \"" + network + "\" must have taken milliseconds above 0, not " + milliseconds,
                        "the file was changed: delete it and run the same command, which measures again");
            }
        });
        problems.throwIfAny();
    }

    @Override
    public List<Scored> admit(Budget budget, List<Scored> ranked) {
        Long limit = budget.limits().get(Measure.LATENCY);
        if (limit == null) {
            return ranked;
        }
        List<Scored> admitted = new ArrayList<>();
        List<Long> missed = new ArrayList<>();
        for (Scored scored : ranked) {
            if (admitted.size() == wanted || admitted.size() + missed.size() == MOST_MEASURED) {
                break;
            }
            double milliseconds = milliseconds(scored.candidate());
            if (1e6 * milliseconds <= limit) {
                admitted.add(scored);
            } else if (admitted.isEmpty()) {
                missed.add(Math.round(1e6 * milliseconds));
            }
        }
        if (admitted.isEmpty()) {
            throw new UserException(
                    "",
                    "none of the " + missed.size() + " best candidates for the budget \"" + budget.name() + "\" ("
                            + budget + ") keeps it when it is measured; the best of them took "
                            + Durations.brief(missed.get(0)),
                    "a larger budget, or a new profile from \"narsil device measure\" while nothing else runs");
        }
        if (!missed.isEmpty()) {
            events.on(new StudyEvent.Replaced(budget.name(), missed));
        }
        return admitted;
    }

    private double milliseconds(Candidate candidate) {
        Network network = problem.network(candidate);
        String key = Fingerprint.of(network.resolution() + " " + network.blocks() + ends(candidate));
        Double before = known.get(key);
        if (before != null) {
            return before;
        }
        double now = stopwatch.applyAsDouble(problem.architecture(candidate));
        known.put(key, now);
        Json.write(file, known);
        return now;
    }

    /** What a detector has that its network does not say: its choices of neck and head. */
    private String ends(Candidate candidate) {
        return !problem.space().finds()
                ? ""
                : candidate.values().entrySet().stream()
                        .filter(choice -> DetectorSpace.names(choice.getKey()))
                        .map(choice -> " " + choice)
                        .collect(Collectors.joining());
    }
}
