package io.narsil.study.setup;

import io.narsil.search.Plans;
import io.narsil.search.SearchPlan;
import io.narsil.space.SearchSpace;
import io.narsil.study.Study;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.images.RunSpace;
import io.narsil.study.revision.FrozenStudy;
import io.narsil.study.revision.Revisions;
import java.util.List;
import java.util.Optional;

/** A study that is given to a run, which may have been begun with other settings. */
public final class GivenStudy {
    private final Study study;
    private final RunFolder folder;
    private final int finish;
    private final FrozenStudy frozen;
    private final boolean planned;

    /**
     * A study for a folder.
     *
     * @param finish length of a finalist's training in epochs, where the run is to come to its end with what it has; 0
     *     where it goes on
     */
    public GivenStudy(Study study, RunFolder folder, int finish) {
        Optional<SearchPlan> before = Revisions.plan(folder);
        Study begun = FrozenStudy.asBegun(study, folder);
        this.study = UsualEpochs.kept(before.map(begun::recorded).orElse(begun), folder);
        this.planned = before.isPresent();
        this.folder = folder;
        this.finish = finish;
        this.frozen = new FrozenStudy(this.study, folder, finish);
    }

    /** Whether the run was over before, and nothing else is asked of it now. */
    public boolean done() {
        frozen.compare();
        return folder.finished() && !frozen.changed();
    }

    /** Whether the run has a plan, so that no clock is asked for one. */
    public boolean planned() {
        return planned;
    }

    /** The study, with what the run has chosen in its place before. */
    public Study study() {
        return study;
    }

    /** The spaces that the run keeps: that which is searched, and shapes to compare with. */
    public List<SearchSpace> spaces() {
        return RunSpace.all(folder);
    }

    /** The name under which the run keeps its trials. */
    public String name() {
        return frozen.name();
    }

    /** The plans that the run has followed; that of the study where it was not begun. */
    public Plans followed() {
        return Revisions.followed(folder).orElseGet(() -> Plans.of(study.plan()));
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
     * @throws io.narsil.config.UserException where the run is to come to its end, and none was
     */
    public StudySetup keep(StudySetup setup, int trials, int rounds, int candidates, StudyListener events) {
        frozen.refuseNothing(candidates);
        // The setup's, whose plan may have been made for a time or by the images.
        Study named = setup.study().named(frozen.name());
        StudySetup kept = setup.with(named, new FrozenStudy(named, folder, finish).keep(trials, rounds, events));
        if (finish > 0) {
            events.on(new StudyEvent.FinishingEarly(rounds, rounds(), candidates, finish));
        }
        return kept;
    }
}
