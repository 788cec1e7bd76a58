package io.narsil.study.setup;

import io.narsil.config.UserException;
import io.narsil.study.Study;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.revision.FrozenStudy;

/** A study that is given to a run, which may have been begun with other settings. */
public final class GivenStudy {
    private final Study study;
    private final RunFolder folder;
    private final int finish;
    private final FrozenStudy frozen;

    /**
     * A study for a folder.
     *
     * @param finish length of a finalist's training in epochs, where the run is to come to its end with what it has; 0
     *     where it goes on
     */
    public GivenStudy(Study study, RunFolder folder, int finish) {
        this.study = study;
        this.folder = folder;
        this.finish = finish;
        this.frozen = new FrozenStudy(study, folder, finish);
    }

    /** Whether the run was over before, and nothing else is asked of it now. */
    public boolean done() {
        frozen.compare();
        return folder.finished() && !frozen.changed();
    }

    /** The name under which the run keeps its trials. */
    public String name() {
        return frozen.name();
    }

    /** The number of rounds that the study plans. */
    public int rounds() {
        return study.plan().rounds();
    }

    /**
     * Keeps the study in the folder, and gives what the run goes on with.
     *
     * @param trials number of trials that were chosen before
     * @param rounds number of rounds that were begun
     * @param candidates number of candidates of the rounds that were trained to their end
     * @throws UserException where the run is to come to its end, and none was
     */
    public StudySetup keep(StudySetup setup, int trials, int rounds, int candidates, StudyListener events) {
        if (finish > 0 && candidates == 0) {
            throw new UserException(
                    folder.path().toString(),
                    "no candidate was trained to its end yet, so there is nothing to finish with",
                    "let \"narsil search\" run for a while first");
        }
        Study named = study.named(frozen.name());
        StudySetup kept = setup.with(named, frozen.keep(trials, rounds, events));
        if (finish > 0) {
            events.on(new StudyEvent.FinishingEarly(rounds, rounds(), candidates, finish));
        }
        return kept;
    }
}
