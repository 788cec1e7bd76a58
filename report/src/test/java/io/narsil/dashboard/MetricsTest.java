package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.dashboard.run.RunSummary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static RunSummary run(String name, String state) {
        return run(name, state, "");
    }

    private static RunSummary run(String name, String state, String kept) {
        return new RunSummary(
                name,
                state,
                3,
                10,
                0.25,
                state.equals("running") ? 12.5 : null,
                4.0,
                "accuracy",
                List.of(new RunSummary.Best("small", 0.8125, 1)),
                Map.of("done", 3),
                List.of(),
                false,
                null,
                "1",
                kept);
    }

    @Test
    void runningSearchesAreToldInPrometheusFormat() {
        String text = Metrics.of(List.of(run("a \"b\"\\\n", "running"), run("over", "finished")));
        assertThat(text.lines().filter(l -> !l.startsWith("#")))
                .containsExactly(
                        "narsil_trials{run=\"a \\\"b\\\"\\\\\\n\",status=\"done\"} 3",
                        "narsil_best_score{run=\"a \\\"b\\\"\\\\\\n\",budget=\"small\"} 0.8125",
                        "narsil_seconds{run=\"a \\\"b\\\"\\\\\\n\"} 4.0",
                        "narsil_done_ratio{run=\"a \\\"b\\\"\\\\\\n\"} 0.25",
                        "narsil_seconds_left{run=\"a \\\"b\\\"\\\\\\n\"} 12.5");
        assertThat(text).contains("# TYPE narsil_trials gauge\n").endsWith("\n");
    }

    /** Tables on a server tell neither times nor plans, and no figure is better than a wrong one. */
    @Test
    void ofARunOnAServerTrialsAndScoresAreTold() {
        String text = Metrics.of(List.of(run("h/d/s", "running", "postgresql://h/d")));
        assertThat(text.lines().filter(l -> !l.startsWith("#")))
                .startsWith("narsil_trials{run=\"h/d/s\",status=\"done\"} 3")
                .noneMatch(l -> l.startsWith("narsil_seconds{") || l.startsWith("narsil_done_ratio"));
    }
}
