package io.narsil.study.search;

import io.narsil.predictor.GaussianPredictor;
import io.narsil.search.Search;
import io.narsil.search.SearchPlan;
import io.narsil.search.Step;
import io.narsil.study.event.StudyListener;
import io.narsil.study.family.FamilyWriter;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.predictor.PredictorFile;
import io.narsil.study.setup.StudySetup;
import io.narsil.study.time.SearchTime;
import io.narsil.study.trial.StepTrainer;
import java.util.function.DoubleSupplier;

/**
 * Searches from where the run is to the family. The search is a function of its history, which the trainer knows: so a
 * study that is continued asks for the next step as if it had never stopped.
 */
public final class StudySearch {
    private StudySetup setup;
    private final StepTrainer trainer;
    private final StudyListener events;
    private final DoubleSupplier used;

    /** @param trainer trainer of the candidates that the search chooses */
    public StudySearch(StudySetup setup, StepTrainer trainer, StudyListener events) {
        this(setup, trainer, events, SearchTime.used(setup));
    }

    /** @param used seconds that the run has taken so far */
    StudySearch(StudySetup setup, StepTrainer trainer, StudyListener events, DoubleSupplier used) {
        this.setup = setup;
        this.trainer = trainer;
        this.events = events;
        this.used = used;
    }

    /** A setup as a study's run begins it: planned into its time, where it has one. */
    public static StudySetup begin(StudySetup found, StudyListener events) {
        return new SearchTime(found, SearchTime.used(found), events).begin();
    }

    /** Searches, keeps what the predictor has learned, and writes the family. */
    public StudyResult run() {
        GaussianPredictor predictor = new GaussianPredictor(setup.problem());
        correct();
        Search search = search(predictor);
        Step step = search.next(trainer.history());
        while (step instanceof Step.Train train) {
            // So that a run which is stopped can be evolved from. What goes on was chosen before the predictor was
            // taught.
            if (taught(train) && !trainer.knows(train)) {
                write(predictor);
            }
            trainer.evaluate(train);
            if (correct()) {
                search = search(predictor);
            }
            step = search.next(trainer.history());
        }
        Step.Done done = (Step.Done) step;
        search.predictor(trainer.history());
        write(predictor);
        return new FamilyWriter(setup.study(), setup.folder(), setup.problem(), setup.data(), trainer.trials())
                .write(done.family(), done.stop().epoch());
    }

    /** Whether the predictor has learned from all trials so far to choose this step. */
    private boolean taught(Step.Train train) {
        return train.why() == Step.Why.PROMISING
                || (train.why() == Step.Why.FINALS && !setup.study().plan().climbing());
    }

    private Search search(GaussianPredictor predictor) {
        return Search.of(setup.problem(), setup.plans())
                .predictor(predictor)
                .check(setup.finalCheck(events))
                .listener(new SearchEvents(setup.problem(), setup.study().plan().rankCorrelation(), events))
                .build();
    }

    /** Whether time asks for another plan, which is the one from here on. */
    private boolean correct() {
        SearchPlan before = setup.study().plan();
        setup = new SearchTime(setup, used, events).corrected(trainer.trials().trials());
        SearchPlan after = setup.study().plan();
        if (!after.equals(before)) {
            trainer.follow(after);
        }
        return !after.equals(before);
    }

    private void write(GaussianPredictor predictor) {
        PredictorFile.write(
                setup.folder().predictor(),
                predictor.state(),
                setup.problem(),
                setup.study().space().text());
    }
}
