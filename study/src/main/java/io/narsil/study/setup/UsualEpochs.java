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
 * a network learns depends on the steps that it takes, and an epoch of few images is a handful of steps. From trained weights a
 * few steps show a candidate's worth, and what is won comes late.
 */
final class UsualEpochs {
    /** More would take longer than they teach where there are hardly any images. */
    private static final int MOST = 100;

    /**
     * Lengths by where weights come from; {@code docs/spaces.md} has what was measured.
     *
     * @param steps steps that a candidate takes at least
     * @param least epochs that a candidate is trained at least
     * @param longer epochs of a finalist to one of a candidate
     */
    record Length(int steps, int least, int longer) {
        static final Length FROM_RANDOM = new Length(600, 5, 3);
        static final Length FROM_TRAINED = new Length(120, 3, 6);

        private static Length of(Study study) {
            return study.parent().isPresent() ? FROM_TRAINED : FROM_RANDOM;
        }

        /** Enough epochs of so many steps each. */
        int epochs(int each) {
            return Math.max(least, Math.min(MOST, (steps + each - 1) / each));
        }
    }

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
        Length length = Length.of(study);
        int epochs = length.epochs(perEpoch);
        Study chosen = with(study, epochs, length.longer() * epochs);
        events.on(new StudyEvent.EpochsChosen(epochs, chosen.plan().finalEpochs(), images, batch, epochs * perEpoch));
        return chosen;
    }

    private static Study with(Study study, int epochs, int finalEpochs) {
        boolean said = !study.unsaid().contains("final_epochs");
        return study.planned(study.plan().lasting(epochs, said ? study.plan().finalEpochs() : finalEpochs));
    }
}
