package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.Pool;
import io.narsil.search.SearchPlan;
import io.narsil.search.Trial;
import io.narsil.space.InputSpec;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private final StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final Budget budget = new Budget("b", Map.of(Measure.MACS, 1_000_000L));
    private final SearchPlan plan = new SearchPlan(List.of(budget), 20, 1, 4, 2, 3, 0, 0.92, 1);
    private final Pool pool = Pool.build(List.of(budget), costs, 20, new Seeds(1));
    private long now;

    private List<Trial> trials(Trial.Kind kind, int first, int count, int epochs) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> new Trial(i, kind, 0, "b", pool.all().get(0), epochs, epochs))
                .toList();
    }

    @Test
    void workOfEqualTrialsIsSharedAndTimedEqually() {
        ProgressMeter meter = new ProgressMeter(plan, costs, () -> now);
        meter.pool(new Pool(Map.of(budget, List.of(pool.all().get(0)))));
        assertThat(meter.progress().share()).isZero();
        assertThat(meter.progress().secondsLeft()).isEmpty();
        now = 5_000_000_000L;
        meter.chosen(trials(Trial.Kind.ROUND, 0, 4, 2));
        meter.begin();
        // 4 candidates of 2 epochs, a finalist and a baseline of 3: 14 epochs, of which one a second is trained.
        for (int epoch = 1; epoch <= 7; epoch++) {
            now += 1_000_000_000L;
            meter.epoch((epoch - 1) / 2, 0.1 * epoch, true);
        }
        Progress progress = meter.progress();
        assertThat(progress.share()).isCloseTo(0.5, within(1e-9));
        assertThat(progress.secondsLeft().orElseThrow()).isCloseTo(7, within(1e-6));
        assertThat(progress.best()).containsExactly(Map.entry("b", 0.1 * 7));
        assertThat(progress.planned()).isEqualTo(6);
    }

    @Test
    void whatWasTrainedBeforeCountsAsDoneButNotAsSpeed() {
        ProgressMeter meter = new ProgressMeter(plan, costs, () -> now);
        meter.pool(new Pool(Map.of(budget, List.of(pool.all().get(0)))));
        now = 1;
        meter.chosen(trials(Trial.Kind.ROUND, 0, 4, 2));
        meter.epoch(0, 0.5, false);
        meter.epoch(0, 0.6, false);
        meter.finished(0, 2);
        assertThat(meter.progress().share()).isCloseTo(2.0 / 14, within(1e-9));
        assertThat(meter.progress().secondsLeft()).isEmpty();
        assertThat(meter.progress().candidates()).isEqualTo(1);
    }

    @Test
    void aTrialThatEndsEarlyLeavesNoWorkBehind() {
        ProgressMeter meter = new ProgressMeter(plan, costs, () -> now);
        meter.chosen(trials(Trial.Kind.FINALIST, 0, 2, 3));
        meter.finished(0, 0);
        meter.epoch(1, 0.5, true);
        meter.finished(1, 1);
        // The round that was never chosen weighs nothing here, since no pool was given.
        assertThat(meter.progress().share()).isCloseTo(1, within(1e-9));
    }
}
