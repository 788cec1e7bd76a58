package io.narsil.report.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.report.part.RungView.Climber;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RungViewTest {
    private static final List<Integer> LEVELS = List.of(1, 2, 4);

    private static Climber trial(int id, int epochs, int continues, double expected, String status, double... scores) {
        return new Climber(
                id,
                epochs == 4 ? "finalist" : "round",
                id % 100 < 50 ? "small" : "large",
                1,
                status,
                epochs,
                continues,
                expected,
                epoch -> epoch > scores.length ? Double.NaN : scores[epoch - 1]);
    }

    private static Climber first(int id, String status, double... scores) {
        return trial(id, 1, -1, Double.NaN, status, scores);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> values, String name) {
        return (List<Map<String, Object>>) values.get(name);
    }

    @SuppressWarnings("unchecked")
    private static List<Rung> rungs(Map<String, Object> values, int table) {
        return (List<Rung>) list(values, "tables").get(table).get("rungs");
    }

    /** Trials 0 to 4 begin; 1 and 2 go on though 3 is better than 1; 2 comes to the end. */
    private static List<Climber> climbed() {
        return List.of(
                first(0, "done", 0.1),
                first(1, "done", 0.4),
                first(2, "done", 0.6),
                first(3, "done", 0.5),
                first(4, "diverged"),
                first(51, "done", 0.9),
                trial(5, 2, 1, 0.8, "done", 0.4, 0.7),
                trial(6, 2, 2, 0.75, "done", 0.6, 0.65),
                trial(7, 2, 0, 0.7, "failed", 0.1),
                trial(8, 4, 1, 0.85, "done", 0.4, 0.7, 0.8, 0.95),
                trial(9, 4, 2, 0.85, "running", 0.6, 0.65, 0.66));
    }

    @Test
    void eachRungSaysWhoCameAndWhoWentOn() {
        Map<String, Object> all = RungView.of(climbed(), LEVELS);
        assertThat(all).containsEntry("levels", LEVELS).containsEntry("candidates", 6);
        assertThat(list(all, "tables")).extracting(t -> t.get("budget")).containsExactly("", "small", "large");
        List<Rung> small = rungs(all, 1);
        assertThat(small.get(0))
                .isEqualTo(new Rung(1, 4, 0, 1, 3, 2, 0.6, null, 2, small.get(0).off(), 1));
        assertThat(small.get(0).off()).isCloseTo(0.15, within(1e-12));
        assertThat(small.get(1))
                .isEqualTo(new Rung(2, 2, 0, 1, 2, 0, 0.7, null, 1, small.get(1).off(), 1));
        assertThat(small.get(1).off()).isCloseTo(0.1, within(1e-12));
        assertThat(small.get(2)).isEqualTo(new Rung(4, 1, 1, 0, 0, 0, 0.95, null, 0, null, 0));
        Rung whole = rungs(all, 0).get(0);
        assertThat(whole.came()).isEqualTo(5);
        assertThat(whole.against())
                .as("budgets are not held against each other")
                .isEqualTo(2);
    }

    @Test
    void aRowHasAStepForEachRung() {
        List<Map<String, Object>> rows = list(RungView.of(climbed(), LEVELS), "rows");
        assertThat(rows).extracting(r -> r.get("trial")).containsExactly(1, 2, 3, 0, 4, 51);
        assertThat(rows)
                .extracting(r -> r.get("state"))
                .containsExactly("waits", "training", "waits", "failed", "diverged", "waits");
        // Trial, score, place, what was expected at the end as it went on, and how many better ones stayed.
        assertThat(rows.get(0).get("steps"))
                .isEqualTo(List.of(
                        Arrays.asList(1, 0.4, 3, 0.8, 1),
                        Arrays.asList(5, 0.7, 1, 0.85, 0),
                        Arrays.asList(8, 0.95, 1, null, null)));
        assertThat(rows.get(3).get("steps")).isEqualTo(List.of(Arrays.asList(0, 0.1, 4, 0.7, 1)));
        assertThat(rows.get(4).get("steps")).isEqualTo(List.of());
        assertThat(rows.get(5)).containsEntry("budget", "large");
    }

    @Test
    void whoCameLaterWasNotPassedOver() {
        Map<String, Object> all = RungView.of(
                List.of(first(0, "done", 0.4), trial(1, 2, 0, 0.8, "done", 0.4, 0.5), first(2, "done", 0.9)), LEVELS);
        assertThat(rungs(all, 0).get(0).against()).isZero();
        assertThat(list(all, "rows").get(0).get("steps"))
                .isEqualTo(List.of(Arrays.asList(0, 0.4, 2, 0.8, 0), Arrays.asList(1, 0.5, 1, null, null)));
    }

    @Test
    void theOrderIsHeldAgainstTheNextRung() {
        List<Climber> trials = new ArrayList<>();
        double[] before = {0.1, 0.2, 0.3, 0.4};
        double[] after = {0.5, 0.7, 0.6, 0.8};
        for (int i = 0; i < 4; i++) {
            trials.add(first(i, "done", before[i]));
            trials.add(trial(10 + i, 2, i, 0.9, "done", before[i], after[i]));
        }
        Rung rung = rungs(RungView.of(trials, LEVELS), 0).get(0);
        assertThat(rung.kept()).as("five pairs of six in order").isCloseTo(4 / 6.0, within(1e-12));
        assertThat(rung.both()).isEqualTo(4);
        assertThat(rungs(RungView.of(trials, LEVELS), 0)).hasSize(3);
    }

    /** By the score on the first way up it was chosen; a trainer that starts anew may come to another one there. */
    @Test
    void theFirstScoreOnARungCounts() {
        Map<String, Object> all =
                RungView.of(List.of(first(0, "done", 0.4), trial(1, 2, 0, 0.9, "running", 0.3)), List.of());
        assertThat(rungs(all, 0).get(0).best()).isEqualTo(0.4);
        assertThat(rungs(all, 0).get(1).coming()).isEqualTo(1);
    }

    @Test
    void aRunWithoutRungsHasNone() {
        assertThat(RungView.of(List.of(first(0, "done", 0.4)), List.of())).isEmpty();
        assertThat(RungView.of(List.of(), LEVELS)).as("nothing was chosen yet").isEmpty();
        assertThat(RungView.of(List.of(first(0, "chosen")), LEVELS)).containsEntry("levels", LEVELS);
    }

    @Test
    void aHundredThousandCandidatesTakeMomentsAndAFewRows() {
        List<Climber> trials = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            trials.add(first(i, "done", (i * 7919L % 100_003) / 100_003.0));
        }
        for (int i = 0; i < 33_333; i++) {
            double began = trials.get(i).score().applyAsDouble(1);
            trials.add(trial(100_000 + i, 2, i, 0.9, "done", began, 0.5 + began / 3));
        }
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Map<String, Object> all = RungView.of(trials, LEVELS);
        assertThat(Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin))
                .isLessThan(Duration.ofSeconds(5));
        assertThat(list(all, "rows")).hasSize(240);
        assertThat(list(all, "rows").subList(0, 80)).allMatch(r -> ((List<?>) r.get("steps")).size() == 2);
        assertThat(rungs(all, 0).get(1).came()).isEqualTo(33_333);
    }
}
