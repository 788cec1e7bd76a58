package io.narsil.study.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.search.Budget;
import io.narsil.search.EarlyStop;
import io.narsil.search.Pool;
import io.narsil.search.Scored;
import io.narsil.space.Candidate;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchEventsTest {
    private final List<StudyEvent> told = new ArrayList<>();
    private final SearchEvents events = new SearchEvents(Tiny.PROBLEM, 0.92, told::add);
    private final Budget small = Tiny.PLAN.budgets().get(0);
    private final Budget large = Tiny.PLAN.budgets().get(1);

    @Test
    void aPoolIsToldWithTheMedianActivationsOfEachBand() {
        List<Candidate> band = IntStream.range(0, 5).mapToObj(Tiny::candidate).toList();
        Map<Budget, List<Candidate>> members = new LinkedHashMap<>();
        members.put(small, band);
        members.put(large, List.of());
        events.poolBuilt(Pool.of(members));
        long median = band.stream()
                .map(c -> Tiny.PROBLEM.cost(c).activations())
                .sorted()
                .toList()
                .get(2);
        assertThat(told).containsExactly(new StudyEvent.PoolBuilt(5, Map.of("small", median, "large", 0L)));
    }

    @Test
    void theRestIsToldAsItIs() {
        EarlyStop stop = EarlyStop.none(5);
        events.pretrained(new ScorePredictor.Pretraining(100, 42, OptionalDouble.empty()));
        events.earlyStopFound(stop);
        events.evolved(large, new Scored(Tiny.candidate(0), new Prediction(0.8, 0.01)));
        assertThat(told)
                .containsExactly(
                        new StudyEvent.Pretrained(42),
                        new StudyEvent.EarlyStopFound(stop, 0.92),
                        new StudyEvent.Evolved(large, "accuracy", new Prediction(0.8, 0.01)));
    }
}
