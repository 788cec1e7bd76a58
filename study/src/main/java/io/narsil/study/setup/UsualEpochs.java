package io.narsil.study.setup;

import io.narsil.search.SearchPlan;
import io.narsil.space.Problem;
import io.narsil.study.PlanNodes;
import io.narsil.study.Study;
import io.narsil.study.UsualLength;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;

/**
 * How long candidates and finalists are trained where the study does not say it: the fewer images, the more epochs, since what
 * a network learns depends on the steps that it takes, and an epoch of few images is a handful of steps. From trained weights a
 * few steps show a candidate's worth, and what is won comes late.
 */
final class UsualEpochs {
    private static final String EPOCHS = "epochs";

    private UsualEpochs() {}

    /** The study with the lengths that its run chose when it began, where it did. */
    static Study kept(Study study, RunFolder folder) {
        if (study.unsaid().isEmpty() || !Files.exists(folder.trials()) || !Files.exists(folder.study())) {
            return study;
        }
        SearchPlan before = PlanNodes.kept(folder.study());
        return with(study, before.epochs(), before.finalEpochs());
    }

    /** The study with lengths by its images, where it says none. */
    static Study chosen(Study study, Problem problem, int images, StudyListener events) {
        if (!study.unsaid().contains(EPOCHS)) {
            return study.planned(study.plan());
        }
        int batch = problem.space().largestBatch();
        int perEpoch = (images + batch - 1) / batch;
        UsualLength length = UsualLength.of(study.parent().isPresent());
        int epochs = length.epochs(perEpoch);
        Study chosen = with(study, epochs, length.longer() * epochs);
        events.on(new StudyEvent.EpochsChosen(epochs, chosen.plan().finalEpochs(), images, batch, epochs * perEpoch));
        return chosen;
    }

    private static Study with(Study study, int epochs, int finalEpochs) {
        SearchPlan plan = study.plan();
        return study.planned(plan.lasting(
                study.unsaid().contains(EPOCHS) ? epochs : plan.epochs(),
                study.unsaid().contains("final_epochs") ? finalEpochs : plan.finalEpochs()));
    }
}
