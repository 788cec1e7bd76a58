package io.narsil.dashboard.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Who trains what, as a log tells: trials that were begun and are not over, and workers that have none. */
final class WorkersSeen {
    /** More than anybody starts; a log of somebody else may tell of any number. */
    private static final int MOST = 1_024;

    private final Map<Integer, Work> byTrial = new HashMap<>();
    private final Map<Integer, String> idleSince = new HashMap<>();
    private int count;
    private String how = "";
    private String begun = "";

    /** What is known of a trial at work. */
    private static final class Work {
        private final int worker;
        private String since;
        private String node = "";
        private String job = "";
        private boolean heard;

        Work(int worker, String since) {
            this.worker = worker;
            this.since = since;
        }
    }

    void started(int trial, int worker, String time) {
        // One worker has one trial: of what it had before, a kill has kept the end from the log.
        byTrial.values().removeIf(w -> worker >= 0 && w.worker == worker);
        if (trial >= 0 && worker < MOST && byTrial.size() < MOST) {
            byTrial.put(trial, new Work(worker, time));
        }
    }

    void epoch(int trial) {
        Work work = byTrial.get(trial);
        if (work != null) {
            work.heard = true;
        }
    }

    /** A trial is over, or its worker is gone. */
    void left(int trial, String time) {
        Work work = byTrial.remove(trial);
        if (work != null && work.worker >= 0) {
            idleSince.put(work.worker, time);
        }
    }

    void other(String event, JsonNode e, String time) {
        switch (event) {
            // Each start of a search reads the images first, and nobody works yet.
            case "data_read" -> begin(0, "", time);
            case "workers_starting" ->
                begin(e.path("count").asInt(), e.path("elsewhere").asText(), time);
            case "workers_fewer" -> count = Math.max(0, e.path("left").asInt());
            case "worker_died" -> left(e.path("trial").asInt(-1), time);
            case "trial_placed" -> placed(e, time);
            default -> {
                // Nothing of workers.
            }
        }
    }

    private void begin(int workers, String words, String time) {
        byTrial.clear();
        idleSince.clear();
        count = Math.max(0, Math.min(MOST, workers));
        how = words;
        begun = time;
    }

    private void placed(JsonNode e, String time) {
        Work work = byTrial.get(e.path("trial").asInt(-1));
        if (work != null) {
            work.node = e.path("node").asText();
            work.job = e.path("job").asText();
            work.since = time;
            work.heard = true;
        }
    }

    /** @param trials function from a number to what is known of that trial */
    WorkersView view(IntFunction<Optional<SeenTrial>> trials) {
        List<WorkersView.Row> rows = new ArrayList<>();
        byTrial.forEach((id, work) -> rows.add(row(id, work, trials.apply(id))));
        Set<Integer> taken =
                byTrial.values().stream().map(w -> w.worker).collect(Collectors.toCollection(HashSet::new));
        // Which of them are idle is not told where one at work has no number.
        boolean numbered = !taken.contains(-1);
        int next = 0;
        for (int i = byTrial.size(); i < count; i++) {
            while (taken.contains(next)) {
                next++;
            }
            taken.add(next);
            String since = numbered ? idleSince.getOrDefault(next, begun) : "";
            rows.add(new WorkersView.Row(numbered ? next : null, "idle", null, "", 0, 0, since, "", ""));
        }
        rows.sort(Comparator.comparing(
                        WorkersView.Row::worker, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
                .thenComparing(WorkersView.Row::trial, Comparator.nullsLast(Comparator.<Integer>naturalOrder())));
        return new WorkersView(count, how, rows);
    }

    private WorkersView.Row row(int id, Work work, Optional<SeenTrial> trial) {
        boolean waits = !how.isEmpty() && !work.heard;
        return new WorkersView.Row(
                work.worker < 0 ? null : work.worker,
                waits ? "waiting" : "training",
                id,
                trial.map(t -> t.budget).orElse(""),
                trial.map(SeenTrial::over).orElse(0),
                trial.map(t -> t.epochs).orElse(0),
                work.since,
                work.node,
                work.job);
    }
}
