package io.narsil.dashboard;

import io.narsil.dashboard.compare.Comparison;
import io.narsil.dashboard.log.RunLog;
import io.narsil.dashboard.log.TrialFacts;
import io.narsil.dashboard.run.AllRuns;
import io.narsil.dashboard.run.Members;
import io.narsil.dashboard.run.WatchedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What pages ask for, as values of JSON. */
final class RunAnswers {
    private static final int PAGE = 100;
    private static final int MOST_POINTS = 2_000;

    private final AllRuns runs;

    RunAnswers(AllRuns runs) {
        this.runs = runs;
    }

    /** The answer for a path; nothing where there is no such path. */
    Optional<Answer> answer(String path, Query query) {
        if (path.equals("/api/runs")) {
            return Optional.of(Answer.json(all()));
        }
        if (path.equals("/api/compare")) {
            return Optional.of(Answer.json(Comparison.of(runs, query.all("run"))));
        }
        if (!List.of(
                        "/api/run",
                        "/api/trials",
                        "/api/points",
                        "/api/trial",
                        "/api/fronts",
                        "/api/growth",
                        "/api/rungs",
                        "/api/worth",
                        "/api/workers")
                .contains(path)) {
            return Optional.empty();
        }
        Optional<WatchedRun> run = runs.run(query.text("run"));
        if (run.isEmpty()) {
            return Optional.of(Answer.text(404, "There is no such run in " + runs.shown() + "."));
        }
        return switch (path) {
            case "/api/run" -> Optional.of(Answer.json(run(run.get())));
            case "/api/trials" -> Optional.of(Answer.json(trials(run.get(), query)));
            case "/api/fronts" -> Optional.of(Answer.json(run.get().fronts()));
            case "/api/growth" -> Optional.of(Answer.json(run.get().growth()));
            case "/api/rungs" -> Optional.of(Answer.json(run.get().rungs()));
            case "/api/workers" -> Optional.of(Answer.json(run.get().workers()));
            case "/api/worth" -> Optional.of(Answer.json(run.get().worth()));
            case "/api/points" -> Optional.of(Answer.json(points(run.get())));
            default -> Optional.of(trial(run.get(), query.number("trial", -1)));
        };
    }

    /** All runs. */
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("runs", runs.runs().stream().map(WatchedRun::summary).toList());
        all.put("folder", runs.shown());
        all.put("problem", runs.problem());
        return all;
    }

    /** One run as it stands; one that is gone says so. */
    Object state(String name) {
        return runs.run(name)
                .<Object>map(WatchedRun::summary)
                .orElseGet(() -> Map.of("name", name, "state", "gone", "version", "gone"));
    }

    private static Map<String, Object> run(WatchedRun run) {
        Map<String, Object> all = new LinkedHashMap<>();
        Members members = run.members();
        all.put("summary", run.summary());
        all.put("members", members);
        all.put("notes", run.log(RunLog::notes));
        all.put("failures", run.log(RunLog::failures));
        return all;
    }

    private static Map<String, Object> trials(WatchedRun run, Query query) {
        String status = query.text("status");
        Predicate<TrialFacts> wanted =
                status.isEmpty() ? t -> true : t -> t.status().equals(status);
        int page = query.number("page", 0);
        int each = Math.max(1, Math.min(PAGE, query.number("count", PAGE)));
        Map<String, Object> all = new LinkedHashMap<>();
        List<TrialFacts> found = run.log(log -> {
            int count = status.isEmpty() ? log.size() : log.count(wanted);
            int pages = Math.max(1, (count + each - 1) / each);
            int shown = Math.min(page, pages - 1);
            all.put("total", count);
            all.put("pages", pages);
            all.put("page", shown);
            return log.page(wanted, shown * each, each);
        });
        all.put("rows", found);
        all.put("recipes", run.recipes(found.stream().map(TrialFacts::trial).toList()));
        return all;
    }

    /** Rows of numbers, which are shorter than objects: trial, cost, score, kind, budget, predicted, deviation, round. */
    private static Map<String, Object> points(WatchedRun run) {
        List<List<Object>> rows = new ArrayList<>();
        for (TrialFacts t : run.log(log -> log.sample(MOST_POINTS))) {
            List<Object> row = new ArrayList<>();
            row.add(t.trial());
            row.add(t.macs());
            row.add(t.score());
            row.add(t.kind());
            row.add(t.budget());
            row.add(t.predicted());
            row.add(t.deviation());
            // Who goes on was predicted when it began.
            row.add(t.continues() == null ? t.round() : null);
            rows.add(row);
        }
        return Map.of("rows", rows, "trials", run.log(RunLog::size));
    }

    private static Answer trial(WatchedRun run, int id) {
        Optional<TrialFacts> facts = run.log(log -> log.trial(id));
        if (facts.isEmpty()) {
            return Answer.text(404, "There is no such trial in " + run.name() + ".");
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("facts", facts.get());
        all.put("scores", run.log(log -> log.scores(id)));
        all.put("losses", run.log(log -> log.losses(id)));
        all.put("candidate", run.candidate(id));
        all.put("score", run.summary().score());
        return Answer.json(all);
    }
}
