package io.narsil.report.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.network.Cost;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontGrowthTest {
    private static FrontGrowth.Trained trained(int trial, long macs, long params, double score, int epochs) {
        return trained(trial, macs, params, score, epochs, Double.NaN);
    }

    private static FrontGrowth.Trained trained(
            int trial, long macs, long params, double score, int epochs, double seconds) {
        return new FrontGrowth.Trained(trial, "round", new Cost(macs, 0, params, 0, 7, 0, 0), score, epochs, seconds);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> costs(Map<String, Object> all) {
        return (List<Map<String, Object>>) all.get("costs");
    }

    @Test
    void eachCostHasItsFrontAndItsSteps() {
        Map<String, Object> all = FrontGrowth.of(
                List.of(
                        trained(3, 50, 4, 0.5, 2),
                        trained(4, 20, 8, Double.NaN, 1),
                        trained(5, 60, 2, 0.4, 2),
                        trained(6, 50, 1, 0.75, 2)),
                Map.of(Measure.MACS, 100L));
        assertThat(all).containsEntry("trials", 4).containsEntry("epochs", 7L);
        assertThat(costs(all)).extracting(c -> c.get("key")).containsExactly("macs", "params", "activations");
        Map<String, Object> macs = costs(all).get(0);
        assertThat(macs).containsEntry("reference", 100L).containsEntry("limited", true);
        assertThat(macs.get("front")).isEqualTo(List.of(List.of(6, "round", 50L, 0.75)));
        assertThat(macs.get("steps")).isEqualTo(List.of(List.of(1, 2L, 0.25), List.of(4, 7L, 0.375)));
        Map<String, Object> params = costs(all).get(1);
        assertThat(params)
                .as("the dearest that is done, since no budget limits it")
                .containsEntry("reference", 4L)
                .containsEntry("limited", false);
        List<?> steps = (List<?>) params.get("steps");
        assertThat(steps.get(0)).as("2 of 4 at 0.4").isEqualTo(List.of(3, 5L, 0.2));
        assertThat((Double) ((List<?>) steps.get(1)).get(2))
                .as("3 of 4 at 0.75")
                .isCloseTo(0.5625, within(1e-12));
        assertThat(steps).hasSize(2);
    }

    /** Trials come to their ends in another order than they were chosen in. */
    @Test
    void byTheClockTrialsCountAsTheyEnd() {
        List<FrontGrowth.Trained> trials = List.of(
                trained(0, 50, 1, 0.5, 2, 30), trained(1, 20, 1, 0.25, 2, 10), trained(2, 80, 1, Double.NaN, 1, 42.5));
        Map<String, Object> all = FrontGrowth.of(trials, Map.of(Measure.MACS, 100L));
        assertThat(all).containsEntry("seconds", 42.5);
        Map<String, Object> macs = costs(all).get(0);
        assertThat(macs.get("clock")).isEqualTo(List.of(List.of(10.0, 0.2), List.of(30.0, 0.325)));
        assertThat(macs.get("steps")).isEqualTo(List.of(List.of(1, 2L, 0.25), List.of(2, 4L, 0.325)));
    }

    @Test
    void aTrialWithoutATimeLeavesNoClock() {
        FrontGrowth.Trained known = trained(0, 50, 1, 0.5, 2, 30);
        for (var trials : List.of(
                List.of(known, trained(1, 20, 1, 0.25, 2)),
                List.of(trained(0, 50, 1, 0.5, 2, 0)),
                List.of(known.at(-0.0)))) {
            Map<String, Object> all = FrontGrowth.of(trials, Map.of());
            assertThat(all).containsEntry("seconds", null);
            assertThat(costs(all).get(0)).doesNotContainKey("clock").containsKey("steps");
        }
    }

    @Test
    void nothingIsKnownBeforeAnythingIsDone() {
        assertThat(FrontGrowth.of(List.of(), Map.of())).containsEntry("costs", List.of());
        assertThat(costs(FrontGrowth.of(List.of(trained(0, 5, 5, Double.NaN, 0)), Map.of(Measure.MACS, 10L))))
                .isEmpty();
    }

    @Test
    void theReferenceIsTheLargestLimit() {
        assertThat(FrontGrowth.limits(List.of(
                        new Budget("small", Map.of(Measure.MACS, 10L)),
                        new Budget("large", Map.of(Measure.MACS, 30L, Measure.PARAMS, 5L)),
                        new Budget("other", Map.of(Measure.PARAMS, 4L)))))
                .isEqualTo(Map.of(Measure.MACS, 30L, Measure.PARAMS, 5L));
    }

    /** The worst there is: each of a hundred thousand is on the front, and each adds to it. */
    @Test
    void aHundredThousandTrialsTakeMomentsAndAFewRows() {
        List<FrontGrowth.Trained> trials = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            trials.add(trained(i, i + 1, 100_000 - i, (i + 1) / 100_001.0, 1));
        }
        // Of this thread alone, whatever else the machine does.
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Map<String, Object> all = FrontGrowth.of(trials, Map.of(Measure.MACS, 100_000L));
        assertThat(Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin))
                .isLessThan(Duration.ofSeconds(2));
        Map<String, Object> macs = costs(all).get(0);
        assertThat((List<?>) macs.get("front")).hasSizeLessThanOrEqualTo(1_000).hasSizeGreaterThan(900);
        List<?> steps = (List<?>) macs.get("steps");
        assertThat(steps.size()).isLessThanOrEqualTo(1_000);
        assertThat(((List<?>) steps.get(steps.size() - 1)).get(1)).isEqualTo(99_999L);
    }
}
