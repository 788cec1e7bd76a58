package io.narsil.dashboard.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.report.part.FrontGrowth;
import io.narsil.report.part.RungView;
import io.narsil.study.table.TrialRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The trials of a run as its log tells of them. {@link #read} takes what is new; all else answers from what was read. One thread at a
 * time.
 *
 * <p>What a kill kept from the log is {@link #missing} until it is {@link #take taken} from the store.
 */
public final class RunLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REASONS = 50;
    /** So much is read in less time than a person notices. */
    private static final long PORTION = 2L << 20;

    private final LogTail tail;
    private final LogState state = new LogState();
    private final LogLines lines = new LogLines(state);

    /** A log that need not be there yet. */
    public RunLog(Path file) {
        this.tail = new LogTail(file);
    }

    /**
     * Reads what is new, of much a portion.
     *
     * @return answer to whether all of it is read
     * @throws io.narsil.config.UserException where the file cannot be read
     */
    public boolean read() {
        return tail.read(lines, PORTION);
    }

    /** The share of the log that is read, 0..1. */
    public double share() {
        return tail.share();
    }

    /** A text that is another one whenever something was heard. */
    public String version() {
        return state.generation() + "-" + tail.offset() + "-" + state.taken();
    }

    /** The number of bytes that are read. */
    public long bytes() {
        return tail.offset();
    }

    /** The number of times that the log was another one. */
    public int generation() {
        return state.generation();
    }

    /** The number of lines that are no events. */
    public int unread() {
        return lines.unread();
    }

    /** The number of trials. */
    public int size() {
        return state.trials().size();
    }

    /** The number of times that the search went on after a stop. */
    public int starts() {
        return state.starts();
    }

    /** What a person should know, the newest first. */
    public List<Note> notes() {
        return state.notes();
    }

    /** The course of the run, for estimates. */
    public Course course() {
        return state.course();
    }

    /** What each worker of the search does, as it was told last. */
    public WorkersView workers() {
        return state.workers().view(id -> state.trial(id));
    }

    /** The images that the run reads: channels, size in pixels, classes and validation images; nothing before they are read. */
    public Optional<int[]> images() {
        return state.images();
    }

    /** What the search has found, by what it had spent. */
    public SearchCourse search() {
        return SearchCourse.of(state.trials());
    }

    /** The trials of the search that are over, without what is made by hand, in the order of their numbers. */
    public List<FrontGrowth.Trained> trained() {
        return state.trials().stream()
                .filter(SeenTrial::found)
                .map(SeenTrial::trained)
                .toList();
    }

    /** The trials of the search, without what is made by hand, as the chart of rungs takes them. */
    public List<RungView.Climber> climbers() {
        return state.trials().stream()
                .filter(SeenTrial::searched)
                .map(SeenTrial::climber)
                .toList();
    }

    /** The numbers of trials in each state. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String status : List.of("chosen", "running", "done", "diverged", "failed")) {
            counts.put(status, 0);
        }
        state.trials().forEach(t -> counts.merge(t.status, 1, Integer::sum));
        return counts;
    }

    /** The best trial that is done, for each budget. */
    public Map<String, TrialFacts> best() {
        Map<String, SeenTrial> best = new LinkedHashMap<>();
        for (SeenTrial trial : state.trials()) {
            if (trial.status.equals("done") && trial.score() >= 0) {
                best.merge(trial.budget, trial, (a, b) -> b.score() > a.score() ? b : a);
            }
        }
        Map<String, TrialFacts> facts = new LinkedHashMap<>();
        best.forEach((budget, trial) -> facts.put(budget, TrialFacts.of(trial)));
        return facts;
    }

    /**
     * Trials of a page, the newest first.
     *
     * @param skipped number of those before it
     */
    public List<TrialFacts> page(Predicate<TrialFacts> wanted, int skipped, int count) {
        List<TrialFacts> page = new ArrayList<>();
        int left = skipped;
        List<SeenTrial> all = state.trials();
        for (int i = all.size() - 1; i >= 0 && page.size() < count; i--) {
            TrialFacts facts = TrialFacts.of(all.get(i));
            if (wanted.test(facts) && left-- <= 0) {
                page.add(facts);
            }
        }
        return page;
    }

    /**
     * Trials that have a score, for charts: all of them, or of many those that no cheaper one beats and some between these.
     *
     * @param most number of trials that a chart can take
     */
    public List<TrialFacts> sample(int most) {
        List<SeenTrial> scored = state.trials().stream()
                .filter(t -> t.score() >= 0 && !t.status.equals("failed"))
                .toList();
        Set<SeenTrial> front = new HashSet<>();
        if (scored.size() > most) {
            double best = -1;
            for (SeenTrial t : scored.stream()
                    .sorted(Comparator.comparingLong((SeenTrial s) -> s.macs))
                    .toList()) {
                if (t.score() > best) {
                    best = t.score();
                    front.add(t);
                }
            }
        }
        int step = Math.max(1, (scored.size() + most - 1) / most);
        List<TrialFacts> sample = new ArrayList<>();
        for (int i = 0; i < scored.size(); i++) {
            if (i % step == 0 || front.contains(scored.get(i))) {
                sample.add(TrialFacts.of(scored.get(i)));
            }
        }
        return sample;
    }

    /** The reasons why trials failed or diverged, the most frequent first. */
    public List<Failure> failures() {
        Map<String, Failure> failures = new LinkedHashMap<>();
        for (SeenTrial t : state.trials()) {
            if (t.status.equals("failed") || t.status.equals("diverged")) {
                failures.merge(
                        t.status + " " + t.reason, new Failure(t.status, t.reason, 1, t.id), (a, b) -> a.again());
            }
        }
        return failures.values().stream()
                .sorted(Comparator.comparingInt((Failure f) -> -f.count()))
                .limit(MOST_REASONS)
                .toList();
    }

    /**
     * A reason why trials failed or diverged.
     *
     * @param count number of trials
     * @param first number of the first of them
     */
    public record Failure(String status, String reason, int count, int first) {
        private Failure again() {
            return new Failure(status, reason, count + 1, first);
        }
    }

    /** The number of trials that are wanted. */
    public int count(Predicate<TrialFacts> wanted) {
        return (int) state.trials().stream().map(TrialFacts::of).filter(wanted).count();
    }

    /** One trial; nothing where none has the number. */
    public Optional<TrialFacts> trial(int id) {
        return state.trial(id).map(TrialFacts::of);
    }

    /** The score after each epoch, null where one was not told. */
    public List<Double> scores(int id) {
        return state.trial(id).map(SeenTrial::scores).orElse(List.of());
    }

    /** The mean training loss of each epoch. */
    public List<Double> losses(int id) {
        return state.trial(id).map(SeenTrial::losses).orElse(List.of());
    }

    /** The values of a trial's candidate by parameter; empty where the log does not have them. */
    public Map<String, String> candidate(int id) {
        Optional<SeenTrial> trial = state.trial(id).filter(t -> t.candidateAt >= 0);
        Map<String, String> values = new LinkedHashMap<>();
        if (trial.isPresent()) {
            byte[] bytes = tail.bytes(trial.get().candidateAt, trial.get().candidateLength);
            try {
                JSON.readTree(new String(bytes, StandardCharsets.UTF_8))
                        .properties()
                        .forEach(e -> values.put(e.getKey(), e.getValue().asText()));
            } catch (JsonProcessingException e) {
                values.clear();
            }
        }
        return values;
    }

    /** What the store says of a trial of which the log has no candidate. */
    public Optional<TrialRow> stored(int id) {
        return state.trial(id).flatMap(t -> Optional.ofNullable(t.row));
    }

    /** The numbers of trials of which the store may know more: those that are not over or were never said to be chosen. */
    public List<Integer> missing() {
        return state.trials().stream()
                .filter(t -> t.open() || t.epochs == 0)
                .map(t -> t.id)
                .toList();
    }

    /** The number after that of the last trial that was heard of. */
    public int next() {
        List<SeenTrial> all = state.trials();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).id + 1;
    }

    /** Takes a trial as the store has it, where the log does not know its end meanwhile. */
    public void take(TrialRow row) {
        state.take(row);
    }

    /** Takes a trial of a run without a log, whatever was known of it before. */
    public void replace(TrialRow row) {
        state.replace(row);
    }

    /** The numbers of trials that are not over. */
    public List<Integer> open() {
        return state.trials().stream().filter(SeenTrial::open).map(t -> t.id).toList();
    }
}
