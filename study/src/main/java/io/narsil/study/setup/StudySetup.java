package io.narsil.study.setup;

import io.narsil.data.DataSet;
import io.narsil.device.DeviceProfile;
import io.narsil.device.Pace;
import io.narsil.search.ByHand;
import io.narsil.search.FinalCheck;
import io.narsil.search.Plans;
import io.narsil.search.SearchPlan;
import io.narsil.space.Problem;
import io.narsil.study.Checks;
import io.narsil.study.Study;
import io.narsil.study.event.InputEvents;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.images.RunImages;
import io.narsil.study.latency.LatencyCheck;
import io.narsil.study.latency.Profiles;
import java.util.Optional;

/**
 * A study with all that must be there before the first trial: its images, what is searched, and the device.
 *
 * @param folder run folder, which this process may write into
 * @param data prepared images
 * @param problem problem with the latencies of the device, where there is one
 * @param profile profile of the device; nothing where no budget limits latency
 * @param plans plans that the run has followed; the last is the study's
 */
public record StudySetup(
        Study study, RunFolder folder, DataSet data, Problem problem, Optional<DeviceProfile> profile, Plans plans) {
    private static final int TURNS = 25;

    /** Of a run whose plan never changed. */
    public StudySetup(Study study, RunFolder folder, DataSet data, Problem problem, Optional<DeviceProfile> profile) {
        this(study, folder, data, problem, profile, Plans.of(study.plan()));
    }

    /** A hash of all of its images that a training can depend on. */
    public String fingerprint() {
        return RunImages.fingerprint(study, folder, data);
    }

    /** Whether the study compares with what is made by hand. */
    public boolean byHand() {
        return study.plan().hand() != SearchPlan.Hand.OFF;
    }

    /** The same with another plan, of a run that has not begun. */
    public StudySetup planned(SearchPlan plan) {
        return new StudySetup(study.planned(plan), folder, data, problem, profile);
    }

    /** The same with another number of workers. */
    public StudySetup workers(int count) {
        return new StudySetup(study.withWorkers(count), folder, data, problem, profile, plans);
    }

    /** The same with another study and all the plans that the run has followed, the last of which it follows. */
    public StudySetup with(Study other, Plans all) {
        return new StudySetup(other.planned(all.now()), folder, data, problem, profile, all);
    }

    /**
     * Reads or makes all of it, and checks that it fits together.
     *
     * @throws io.narsil.config.UserException where it does not
     */
    public static StudySetup of(Study study, RunFolder folder, StudyListener events) {
        DataSet data = RunImages.of(study, folder, events);
        events.on(InputEvents.read(data));
        events.on(RunImages.counted(study, folder, data));
        Problem plain = study.problem(data);
        Checks.images(study, data, plain.space());
        events.on(InputEvents.read(plain));
        Optional<DeviceProfile> profile = new Profiles(study, folder, events).find(plain);
        Problem problem = profile.map(p -> p.timed(plain)).orElse(plain);
        Checks.budgets(study, problem);
        // A trainer of the user's own has its own names for weights.
        study.parent()
                .filter(parent -> !study.training().own())
                .ifPresent(parent -> events.on(InputEvents.inherited(
                        parent.network(),
                        study.plan().hand() != SearchPlan.Hand.OFF && !ByHand.searched(problem),
                        problem,
                        children -> parent.shares(children, study.lines().init()))));
        Study chosen = UsualEpochs.chosen(study, problem, data.train().count(), events);
        InputEvents.withoutHand(problem, chosen.plan()).forEach(events::on);
        return new StudySetup(chosen, folder, data, problem, profile);
    }

    /** What looks at finalists before they are trained: a stopwatch, where the profile is of this machine. */
    public FinalCheck finalCheck(StudyListener events) {
        return profile.filter(DeviceProfile::here)
                .<FinalCheck>map(p -> new LatencyCheck(
                        problem,
                        network -> new Pace(p).milliseconds(network, TURNS),
                        folder.latencies(),
                        study.plan().finalists(),
                        events))
                .orElse(FinalCheck.NONE);
    }
}
