package io.narsil.study.search;

import io.narsil.predictor.ScorePredictor;
import io.narsil.search.Budget;
import io.narsil.search.EarlyStop;
import io.narsil.search.Pool;
import io.narsil.search.Scored;
import io.narsil.search.SearchListener;
import io.narsil.space.Problem;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says what a search computes between its steps.
 *
 * @param threshold rank correlation that an early stop has to reach
 */
record SearchEvents(Problem problem, double threshold, StudyListener events) implements SearchListener {
    @Override
    public void poolBuilt(Pool pool) {
        Map<String, Long> typical = new LinkedHashMap<>();
        pool.members().forEach((budget, members) -> {
            double[] work =
                    members.stream().mapToDouble(problem::wholeWork).sorted().toArray();
            typical.put(budget.name(), work.length == 0 ? 0 : Math.round(work[work.length / 2]));
        });
        events.on(new StudyEvent.PoolBuilt(pool.all().size(), typical));
    }

    @Override
    public void pretrained(ScorePredictor.Pretraining pretraining) {
        events.on(new StudyEvent.Pretrained(pretraining.statistics()));
    }

    @Override
    public void earlyStopFound(EarlyStop stop) {
        events.on(new StudyEvent.EarlyStopFound(stop, threshold));
    }

    @Override
    public void evolved(Budget budget, Scored best) {
        events.on(new StudyEvent.Evolved(budget, problem.task().scoreText(), best.prediction()));
    }
}
