package io.narsil.study.trial;

import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerMessage;
import io.narsil.search.Evaluator;
import io.narsil.search.History;
import io.narsil.search.SearchPlan;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Problem;
import io.narsil.store.EpochRecord;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Has the trials of a search's steps trained by a runner, and says what happens to them. */
public final class StepTrainer implements Evaluator, RunListener {
    private final TrialRequests requests;
    private final TrialRunner runner;
    private final StudyTrials trials;
    private final Verdict verdict;
    private final StudyListener events;

    /**
     * A trainer.
     *
     * @param requests requests that know the trials of a run so far
     * @param runner started runner
     * @param trials trials of the run, kept up to date by one of the listeners to {@code events}
     */
    public StepTrainer(
            TrialRequests requests, TrialRunner runner, StudyTrials trials, Verdict verdict, StudyListener events) {
        this.requests = requests;
        this.runner = runner;
        this.trials = trials;
        this.verdict = verdict;
        this.events = events;
    }

    /** All that is known of the run's trials. */
    public StudyTrials trials() {
        return trials;
    }

    /** What was tried so far, from which the search goes on. */
    public History history() {
        return StoredTrial.history(trials.trials());
    }

    /** Goes on with another plan. */
    public void follow(SearchPlan plan) {
        requests.follow(plan);
    }

    /** Whether a step's trials were chosen before, so that it only goes on. */
    public boolean knows(Step.Train step) {
        return trials.trial(step.trials().get(0).id()).isPresent();
    }

    @Override
    public List<TrialResult> evaluate(Step.Train step) {
        Problem problem = requests.problem();
        if (!knows(step)) {
            step.trials().forEach(this::replaces);
            chosen(step, Step.Why.BY_HAND, t -> t.kind() == Trial.Kind.HAND);
            chosen(step, step.why(), t -> t.kind() != Trial.Kind.HAND);
        }
        step.trials().forEach(requests::add);
        // The longest first, so that no worker is left alone with one at the end; results do not depend on it.
        List<Trial> order = new ArrayList<>(step.trials());
        order.sort(Comparator.comparingDouble((Trial t) -> -t.epochs() * problem.work(t.candidate()))
                .thenComparingInt(Trial::id));
        runner.run(order.stream().map(requests::of).toList(), this);
        return step.trials().stream()
                .map(t -> trials.trial(t.id()).orElseThrow().result().orElseThrow())
                .toList();
    }

    private void chosen(Step.Train step, Step.Why why, Predicate<Trial> part) {
        Problem problem = requests.problem();
        List<StudyEvent.Choice> choices = step.trials().stream()
                .filter(part)
                .map(t -> new StudyEvent.Choice(
                        t,
                        problem.cost(t.candidate()),
                        Optional.ofNullable(step.predictions().get(t.id()))))
                .toList();
        if (!choices.isEmpty()) {
            events.on(new StudyEvent.TrialsChosen(
                    why, requests.plan().rounds(), problem.task().scoreText(), choices));
        }
    }

    /** Says so where a finalist takes the place of one that could not be trained. */
    private void replaces(Trial trial) {
        if (trial.kind() == Trial.Kind.FINALIST) {
            trials.trials().stream()
                    .filter(t -> t.trial().kind() == trial.kind()
                            && t.trial().budget().equals(trial.budget()))
                    .reduce((first, last) -> last)
                    // One that was trained well was a member under another plan.
                    .filter(t -> t.result().filter(r -> !r.done()).isPresent())
                    .ifPresent(t -> events.on(new StudyEvent.FinalistReplaced(trial.budget(), t.id())));
        }
    }

    @Override
    public void started(TrainRequest request) {
        events.on(new StudyEvent.TrialStarted(request.trial()));
    }

    @Override
    public void started(TrainRequest request, OptionalInt worker) {
        events.on(new StudyEvent.TrialStarted(request.trial(), worker));
    }

    @Override
    public void died(int trial, String reason, boolean alone) {
        events.on(new StudyEvent.WorkerDied(trial, reason, alone));
    }

    @Override
    public void fewerWorkers(int left) {
        events.on(new StudyEvent.WorkersFewer(left));
    }

    @Override
    public void epoch(WorkerMessage.Epoch e) {
        events.on(new StudyEvent.EpochDone(e.trial(), e.epoch(), e.loss(), e.score(), e.seconds()));
    }

    @Override
    public void finished(TrialResult trained) {
        List<EpochRecord> epochs = trials.trial(trained.trial()).orElseThrow().epochs();
        events.on(new StudyEvent.TrialDone(verdict.of(whole(trained, epochs.size()), epochs)));
    }

    /** A trainer that leaves epochs out has failed, whatever it says: the search compares scores of the same epoch. */
    private TrialResult whole(TrialResult trained, int epochs) {
        int wanted = requests.trial(trained.trial()).epochs();
        return !trained.done() || epochs >= wanted
                ? trained
                : new TrialResult(
                        trained.trial(),
                        TrialResult.Status.FAILED,
                        trained.scores(),
                        OptionalDouble.empty(),
                        "the trainer said that it was done after " + epochs + " of " + wanted + " epochs");
    }
}
