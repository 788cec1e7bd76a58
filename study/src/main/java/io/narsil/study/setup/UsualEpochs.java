package io.narsil.study.setup;

import io.narsil.search.SearchPlan;
import io.narsil.space.Problem;
import io.narsil.study.PlanNodes;
import io.narsil.study.Study;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;

/**
 * How long candidates and finalists are trained where the study does not say it: the fewer images, the more epochs, since what
 * a network learns depends on the steps that it takes, and an epoch of few images is a handful of steps.
 */
final class UsualEpochs {
    /** Steps that a candidate takes at least; {@code docs/spaces.md} has what was measured. */
    static final int STEPS = 600;

    private static final int LEAST = 5;
    /** More would take longer than they teach where there are hardly any images. */
    private static final int MOST = 100;

    private static final int FINAL = 3;

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
        if (study.unsaid().isEmpty()) {
            return study;
        }
        int batch = problem.space().largestBatch();
        int perEpoch = (images + batch - 1) / batch;
        int epochs = epochs(perEpoch);
        Study chosen = with(study, epochs, FINAL * epochs);
        events.on(new StudyEvent.EpochsChosen(epochs, chosen.plan().finalEpochs(), images, batch, epochs * perEpoch));
        return chosen;
    }

    /** Enough epochs of so many steps each. */
    static int epochs(int steps) {
        return Math.max(LEAST, Math.min(MOST, (STEPS + steps - 1) / steps));
    }

    private static Study with(Study study, int epochs, int finalEpochs) {
        boolean said = !study.unsaid().contains("final_epochs");
        return study.planned(study.plan().lasting(epochs, said ? study.plan().finalEpochs() : finalEpochs));
    }
}
