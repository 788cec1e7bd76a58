package io.narsil.dashboard.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.narsil.search.Ladder;
import io.narsil.search.SearchPlan;
import io.narsil.study.event.RunClock;
import java.util.HashMap;
import java.util.Map;

/**
 * How far a run is and how long the rest may take, by its log. As in the terminal ({@link io.narsil.study.trial.ProgressMeter}) the unit
 * of work is an epoch of a network times its activations in training; how many networks are made by hand is guessed until they are chosen.
 */
public final class Course {
    private static final int SHAPES = 2;

    private final Map<String, Double> typical = new HashMap<>();
    private final RunClock clock = new RunClock();
    private String trained = "";
    private double chosen;
    private double done;
    private double sinceStart;
    private int known;
    private int over;
    private int byHand;
    private int rounds;
    private int roundsChosen;
    private int batch;
    private int stopEpoch;
    private boolean finalsChosen;

    /**
     * How far a run is.
     *
     * @param over number of trials that are over
     * @param planned number of trials that there will be
     * @param share share of the work that is done, 0..1
     * @param left seconds that the rest may take; null where that is not known
     * @param seconds duration of the run so far, without pauses
     */
    public record Estimate(int over, int planned, double share, Double left, double seconds) {}

    void at(String time, String event) {
        if (RunClock.starts(event)) {
            trained = "";
            sinceStart = 0;
        } else if (event.equals("trial_started") && trained.isEmpty()) {
            trained = time;
        }
        clock.at(time, event);
    }

    /** The seconds that the run has taken so far, without pauses. */
    double seconds() {
        return clock.seconds();
    }

    void chosen(SeenTrial trial) {
        known++;
        chosen += trial.work() * (trial.epochs - trial.before);
        switch (trial.kind) {
            case "round" -> {
                roundsChosen = Math.max(roundsChosen, trial.round + 1);
                finalsChosen = false;
            }
            case "hand" -> byHand++;
            default -> finalsChosen = true;
        }
    }

    void epoch(SeenTrial trial, int epoch) {
        if (epoch > trial.before) {
            done += trial.work();
            sinceStart += trial.work();
        }
    }

    /** Epochs that a trial never had are done with, too. */
    void done(SeenTrial trial) {
        over++;
        done += rest(trial);
    }

    void again(SeenTrial trial) {
        over--;
        done -= rest(trial);
    }

    /** Counts a trial as it stands, or takes it out again. */
    void whole(SeenTrial trial, int sign) {
        known += sign;
        chosen += sign * trial.work() * (trial.epochs - trial.before);
        done += sign * trial.work() * Math.max(0, trial.over() - trial.before);
        if (!trial.open()) {
            over += sign;
            done += sign * rest(trial);
        }
    }

    void other(String event, JsonNode e) {
        switch (event) {
            case "pool_built" ->
                e.path("typical")
                        .properties()
                        .forEach(t -> typical.put(t.getKey(), t.getValue().asDouble()));
            case "early_stop_found" -> stopEpoch = e.path("stop").path("epoch").asInt();
            case "trials_chosen" -> rounds = e.path("rounds").asInt();
            case "time_planned" -> {
                rounds = e.path("rounds").asInt();
                batch = e.path("batch").asInt();
            }
            default -> {
                // Nothing of the course.
            }
        }
    }

    private static double rest(SeenTrial trial) {
        return trial.work() * Math.max(0, trial.epochs - Math.max(trial.before, trial.over()));
    }

    /**
     * How far it is.
     *
     * @param plan plan of the search; null where its study cannot be read
     * @param finished state of the run: true where nothing is left
     */
    public Estimate estimate(SearchPlan plan, boolean finished) {
        double seconds = clock.seconds();
        double ahead = finished || finalsChosen || plan == null ? 0 : ahead(plan);
        int planned = finished || finalsChosen || plan == null ? known : known + trialsAhead(plan);
        double left = Math.max(0, chosen + ahead - done);
        double total = chosen + ahead;
        Double rest = sinceStart > 0 && !finished ? clock.since(trained) * left / sinceStart : null;
        double share = finished ? 1 : total == 0 ? 0 : Math.max(0, Math.min(1, done / total));
        return new Estimate(over, planned, share, rest, seconds);
    }

    /** The work of what is planned and was not chosen yet. */
    private double ahead(SearchPlan plan) {
        double sum = 0;
        int budgets = plan.budgets().size();
        for (var budget : plan.budgets()) {
            double work = typical.getOrDefault(budget.name(), 0.0);
            double hand = (double) handAhead(plan) / budgets * plan.finalEpochs();
            if (plan.climbing()) {
                sum += work * (hand + Ladder.epochsEach(plan) * climbersAhead(plan) / budgets);
            } else {
                double epochs = stopEpoch > 0 ? stopEpoch : plan.epochs();
                double each = (double) batch(plan) * roundsAhead(plan) / budgets;
                sum += work * (hand + each * epochs + plan.finalists() * plan.finalEpochs());
            }
        }
        return sum;
    }

    private int trialsAhead(SearchPlan plan) {
        int hand = handAhead(plan);
        return plan.climbing()
                ? hand + (int) Math.ceil(climbersAhead(plan) * Ladder.trialsEach(plan))
                : hand
                        + roundsAhead(plan) * batch(plan)
                        + plan.finalists() * plan.budgets().size();
    }

    private int handAhead(SearchPlan plan) {
        return byHand > 0 || plan.hand() == SearchPlan.Hand.OFF
                ? 0
                : SHAPES * plan.budgets().size();
    }

    private int roundsAhead(SearchPlan plan) {
        return Math.max(0, (rounds > 0 ? rounds : plan.rounds()) - roundsChosen);
    }

    private int climbersAhead(SearchPlan plan) {
        return roundsAhead(plan) * batch(plan) + plan.budgets().size();
    }

    private int batch(SearchPlan plan) {
        return batch > 0 ? batch : plan.batch();
    }
}
