package io.narsil.dashboard.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.narsil.study.event.RunClock;
import io.narsil.study.table.TrialRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was heard of a run so far. */
final class LogState implements LogLines.Heard {
    private static final int MOST_NOTES = 200;
    private static final int MOST_TRIALS = 1_000_000;
    /** A row of the store is large, and only of what the log does not have. */
    private static final int MOST_ROWS = 2_000;

    private final TreeMap<Integer, SeenTrial> trials = new TreeMap<>();
    /** Those that run and of whose end nothing is known; each start of a search looks at them alone. */
    private final Map<Integer, SeenTrial> running = new HashMap<>();

    private final Deque<Note> notes = new ArrayDeque<>();
    private Course course = new Course();
    private WorkersSeen workers = new WorkersSeen();
    private List<SeenTrial> ordered = List.of();
    private String time = "";
    private int[] images;
    private int starts;
    private int generation;
    private int taken;

    @Override
    public void anew() {
        trials.clear();
        running.clear();
        ordered = List.of();
        notes.clear();
        course = new Course();
        workers = new WorkersSeen();
        starts = 0;
        generation++;
    }

    @Override
    public void at(String now, String event) {
        time = now;
        if (RunClock.starts(event)) {
            // What the store will call over was over when the search stopped, at the latest.
            running.values().forEach(t -> t.ended = course.seconds());
            running.clear();
        }
        course.at(now, event);
    }

    @Override
    public void chosen(SeenTrial trial) {
        SeenTrial before = trials.get(trial.id);
        if (trial.id >= 0 && trials.size() < MOST_TRIALS && (before == null || before.epochs == 0)) {
            trials.put(trial.id, trial);
            ordered = null;
            running(trial);
            trial.of(side());
            course.chosen(trial);
        }
    }

    private void running(SeenTrial trial) {
        if (trial.status.equals("running") && Double.isNaN(trial.ended)) {
            running.put(trial.id, trial);
        } else {
            running.remove(trial.id);
        }
    }

    @Override
    public void started(int trial, int worker) {
        trial(trial).or(() -> unknown(trial)).filter(SeenTrial::open).ifPresent(t -> {
            t.status = "running";
            t.ended = Double.NaN;
            running(t);
        });
        workers.started(trial, worker, time);
    }

    @Override
    public void epoch(int trial, int epoch, double loss, double score, double seconds) {
        trial(trial)
                .or(() -> unknown(trial))
                .filter(t -> t.epoch(epoch, loss, score, seconds))
                .ifPresent(t -> course.epoch(t, epoch));
        workers.epoch(trial);
    }

    @Override
    public void done(int trial, String status, double test, String reason) {
        trial(trial).or(() -> unknown(trial)).filter(SeenTrial::open).ifPresent(t -> {
            t.status = status.intern();
            t.test = test;
            t.reason = reason;
            t.ended = course.seconds();
            running(t);
            course.done(t);
        });
        workers.left(trial, time);
    }

    @Override
    public void other(String event, JsonNode values) {
        switch (event) {
            case "data_read" ->
                images = new int[] {
                    values.path("channels").asInt(),
                    values.path("size").asInt(),
                    values.path("classes").asInt(),
                    values.path("validation").asInt()
                };
            case "resumed" -> starts++;
            case "trial_reopened", "trial_retried" -> again(values.path("trial").asInt(-1));
            case "trials_damaged" -> values.path("trials").forEach(n -> again(n.asInt(-1)));
            default -> course.other(event, values);
        }
        workers.other(event, values, time);
        String text = LogNotes.of(event, values);
        if (!text.isEmpty()) {
            notes.addFirst(new Note(time, text));
            if (notes.size() > MOST_NOTES) {
                notes.removeLast();
            }
        }
    }

    /** A trial runs once more. */
    private void again(int id) {
        trial(id).ifPresent(t -> {
            course.again(t);
            t.status = "chosen";
            t.reason = "";
            running(t);
        });
    }

    /** A trial that the log never told to be chosen, since a kill came between the store and it. */
    private Optional<SeenTrial> unknown(int id) {
        if (id < 0 || trials.size() >= MOST_TRIALS) {
            return Optional.empty();
        }
        SeenTrial trial = new SeenTrial(id);
        trials.put(id, trial);
        ordered = null;
        return Optional.of(trial);
    }

    void take(TrialRow row) {
        SeenTrial trial = trial(row.trial()).or(() -> unknown(row.trial())).orElse(null);
        boolean known = trial != null && trial.epochs > 0;
        // The log may have told of its end while the store was read.
        if (trial != null && (!known || trial.open())) {
            boolean open = trial.open();
            trial.ended = known && Double.isNaN(trial.ended) ? course.seconds() : trial.ended;
            trial.take(row);
            running(trial);
            trial.of(side());
            if (!known) {
                course.chosen(trial);
            }
            if (open && !trial.open()) {
                course.done(trial);
            }
            taken++;
            trial.row = taken > MOST_ROWS ? null : trial.row;
        }
    }

    /** Takes a trial of which a store alone tells. */
    void replace(TrialRow row) {
        SeenTrial before = trials.get(row.trial());
        if (before == null && trials.size() >= MOST_TRIALS) {
            return;
        }
        if (before != null) {
            course.whole(before, -1);
        }
        SeenTrial trial = new SeenTrial(row.trial());
        trial.take(row);
        trial.row = null;
        trials.put(row.trial(), trial);
        running(trial);
        ordered = null;
        course.whole(trial, 1);
        taken++;
    }

    Optional<SeenTrial> trial(int id) {
        return Optional.ofNullable(trials.get(id));
    }

    /** All trials in the order of their numbers. */
    List<SeenTrial> trials() {
        if (ordered == null) {
            ordered = Collections.unmodifiableList(new ArrayList<>(trials.values()));
        }
        return ordered;
    }

    List<Note> notes() {
        return List.copyOf(notes);
    }

    WorkersSeen workers() {
        return workers;
    }

    Course course() {
        return course;
    }

    Optional<int[]> images() {
        return Optional.ofNullable(images);
    }

    /** Side of the run's images, or 0 before they are read. */
    private int side() {
        return images == null ? 0 : images[1];
    }

    int starts() {
        return starts;
    }

    int generation() {
        return generation;
    }

    int taken() {
        return taken;
    }
}
