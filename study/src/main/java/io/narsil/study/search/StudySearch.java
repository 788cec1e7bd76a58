package io.narsil.study.search;

import io.narsil.predictor.GaussianPredictor;
import io.narsil.search.Search;
import io.narsil.search.Step;
import io.narsil.study.event.StudyListener;
import io.narsil.study.family.FamilyWriter;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.predictor.PredictorFile;
import io.narsil.study.setup.StudySetup;
import io.narsil.study.trial.StepTrainer;

/**
 * Searches from where the run is to the family. The search is a function of its history, which the trainer knows: so a
 * study that is continued asks for the next step as if it had never stopped.
 */
public final class StudySearch {
    private final StudySetup setup;
    private final StepTrainer trainer;
    private final StudyListener events;

    /** @param trainer trainer of the candidates that the search chooses */
    public StudySearch(StudySetup setup, StepTrainer trainer, StudyListener events) {
        this.setup = setup;
        this.trainer = trainer;
        this.events = events;
    }

    /** Searches, keeps what the predictor has learned, and writes the family. */
    public StudyResult run() {
        GaussianPredictor predictor = new GaussianPredictor(setup.problem());
        Search search = Search.of(setup.problem(), setup.plans())
                .predictor(predictor)
                .check(setup.finalCheck(events))
                .listener(new SearchEvents(setup.problem(), setup.study().plan().rankCorrelation(), events))
                .build();
        Step.Done done = search.run(trainer.history(), step -> {
            // So that a run which is stopped can be evolved from. What goes on was chosen before the predictor was taught.
            if (step.why() != Step.Why.SPREAD && !trainer.knows(step)) {
                write(predictor);
            }
            return trainer.evaluate(step);
        });
        search.predictor(trainer.history());
        write(predictor);
        return new FamilyWriter(setup.study(), setup.folder(), setup.problem(), setup.data(), trainer.trials())
                .write(done.family(), done.stop().epoch());
    }

    private void write(GaussianPredictor predictor) {
        PredictorFile.write(
                setup.folder().predictor(),
                predictor.state(),
                setup.problem(),
                setup.study().space().text());
    }
}
