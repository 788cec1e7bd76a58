package io.narsil.dashboard;

import io.narsil.dashboard.run.RunSummary;
import java.util.List;
import java.util.function.Consumer;

/** Running searches in the text format of Prometheus. */
final class Metrics {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private Metrics() {}

    static String of(List<RunSummary> all) {
        List<RunSummary> running =
                all.stream().filter(r -> r.state().equals("running")).toList();
        StringBuilder text = new StringBuilder();
        family(
                text,
                "narsil_trials",
                "Trials of a running search by state.",
                running,
                run -> run.counts()
                        .forEach((status, count) -> line(
                                text,
                                "narsil_trials",
                                label("run", run.name()) + "," + label("status", status),
                                count)));
        family(
                text,
                "narsil_best_score",
                "Best score of a trial by budget, from 0 to 1.",
                running,
                run -> run.best()
                        .forEach(best -> line(
                                text,
                                "narsil_best_score",
                                label("run", run.name()) + "," + label("budget", best.budget()),
                                best.score())));
        family(text, "narsil_seconds", "Seconds that the search has taken.", running, run -> {
            // Tables on a server tell neither times nor plans.
            if (run.kept().isEmpty()) {
                line(text, "narsil_seconds", label("run", run.name()), run.seconds());
            }
        });
        family(text, "narsil_done_ratio", "Share of the planned work that is done.", running, run -> {
            if (run.kept().isEmpty()) {
                line(text, "narsil_done_ratio", label("run", run.name()), run.share());
            }
        });
        family(text, "narsil_seconds_left", "Seconds that the rest may take.", running, run -> {
            if (run.left() != null) {
                line(text, "narsil_seconds_left", label("run", run.name()), run.left());
            }
        });
        return text.toString();
    }

    private static void family(
            StringBuilder text, String name, String help, List<RunSummary> runs, Consumer<RunSummary> lines) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
        runs.forEach(lines);
    }

    private static void line(StringBuilder text, String name, String labels, Number value) {
        text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }

    private static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
