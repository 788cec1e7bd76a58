package io.narsil.study.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.data.DataSpec;
import io.narsil.files.WholeFile;
import io.narsil.runner.threads.ThreadRunner;
import io.narsil.search.Trial;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.Study;
import io.narsil.study.TimeLimit;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.revision.Revisions;
import io.narsil.study.setup.GivenStudy;
import io.narsil.study.setup.StudySetup;
import io.narsil.study.trial.RunState;
import io.narsil.study.trial.StepTrainer;
import io.narsil.study.trial.StoreKeeper;
import io.narsil.study.trial.TrialRequests;
import io.narsil.study.trial.Verdict;
import io.narsil.task.Guessing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that keeps to a minute of a clock that only trainings move. */
class TimedSearchTest {
    /** Seconds that an epoch takes for each activation of its network. */
    private static final double PACE = 5e-5;

    @TempDir
    private Path path;

    private final List<StudyEvent> events = new ArrayList<>();
    private double clock;

    /** Plans twelve rounds, which are more than fit. */
    private final Study study = Study.of("tiny", DataSpec.builtIn("fashion"), Tiny.PLAN.paced(12, 4, 2, 3))
            .time(new TimeLimit(1, List.of("rounds", "final_epochs")))
            .workers(1)
            .build();

    private RunFolder folder(String name) {
        RunFolder folder = new RunFolder(path.resolve(name));
        WholeFile.write(folder.images(), "images");
        folder.makeScratch();
        return folder;
    }

    /** Goes on from where the run is to its end, or to the first epoch of a trial. */
    private List<Trial> search(RunFolder folder, int last) {
        return search(folder, study, event -> event instanceof StudyEvent.TrialStarted t && t.trial() == last);
    }

    private List<Trial> search(RunFolder folder, Study given, Predicate<StudyEvent> death) {
        try (TrialStore store = TrialStores.open(folder.database().toString());
                ThreadRunner runner = new ThreadRunner(1, new RunArtifacts(folder))) {
            StudyTrials trials = store.study("tiny", Tiny.PROBLEM.space());
            Study now = Revisions.plan(folder).map(given::recorded).orElse(given);
            GivenStudy begun = new GivenStudy(now, folder, 0);
            RunState state = RunState.of(trials.trials(), begun::followed);
            StudySetup setup = begun.keep(
                    new StudySetup(now, folder, Tiny.data(), Tiny.PROBLEM, Optional.empty()),
                    state.trials(),
                    state.rounds(),
                    state.candidates(),
                    StudyListener.NONE);
            TrialRequests requests =
                    new TrialRequests(Tiny.PROBLEM, setup.study().plan());
            trials.trials().forEach(t -> requests.add(t.trial()));
            StudyListener all =
                    StudyListener.all(List.of(event -> die(event, death), new StoreKeeper(trials), events::add));
            StudyListener timed = event -> all.on(event instanceof StudyEvent.EpochDone e ? timed(trials, e) : event);
            runner.start();
            StepTrainer trainer =
                    new StepTrainer(requests, runner, trials, new Verdict(new Guessing(0, 0, 100), "accuracy"), timed);
            new StudySearch(setup, trainer, timed, () -> clock).run();
            return trials.trials().stream().map(StoredTrial::trial).toList();
        }
    }

    private StudyEvent timed(StudyTrials trials, StudyEvent.EpochDone e) {
        StoredTrial trial = trials.trial(e.trial()).orElseThrow();
        // What is read back from a checkpoint takes no time: the store has it already, or a lower rung.
        int before = trial.trial().epochs() - trial.trial().ownEpochs();
        boolean own = trial.epochs().size() < e.epoch() && e.epoch() > before;
        double seconds = own ? PACE * trial.cost().activations() : 0;
        clock += seconds;
        return new StudyEvent.EpochDone(e.trial(), e.epoch(), e.loss(), e.score(), seconds);
    }

    private static void die(StudyEvent event, Predicate<StudyEvent> death) {
        if (death.test(event)) {
            throw new IllegalStateException("killed");
        }
    }

    @Test
    void itGoesToTheFinalsEarlierWhereTimeRunsShort() {
        RunFolder folder = folder("run");
        List<Trial> trials = search(folder, -1);
        long rounds = rounds(trials);
        assertThat(rounds).isBetween(2L, 11L);
        // What it reserves for files and proofs takes no time here.
        assertThat(clock).isBetween(42.0, 60.0);
        assertThat(trials).filteredOn(t -> t.kind() == Trial.Kind.FINALIST).hasSize(2);
        List<StudyEvent> planned =
                events.stream().filter(StudyEvent.TimePlanned.class::isInstance).toList();
        assertThat(planned).hasSize((int) rounds);
        StudyEvent.TimePlanned end = (StudyEvent.TimePlanned) planned.get(planned.size() - 1);
        assertThat(end.rounds()).isEqualTo((int) rounds);
        assertThat(trials.get(trials.size() - 1).epochs()).isEqualTo(end.finalEpochs());
        assertThat(folder.study())
                .content()
                .contains("minutes: 1\nplanned: [rounds, final_epochs]\n", "final_epochs: " + end.finalEpochs() + "\n");
        assertThat(folder.revisions()).exists();
    }

    @Test
    void whatWasDecidedIsRepeatedAfterAKill() {
        List<Trial> whole = search(folder("whole"), -1);
        int finals =
                (int) whole.stream().filter(t -> t.kind() == Trial.Kind.ROUND).count();
        RunFolder killed = folder("killed");
        clock = 0;
        // The larger finalist is trained first.
        for (int last : List.of(2, finals - 1, finals + 1, finals)) {
            assertThatThrownBy(() -> search(killed, last)).hasMessage("killed");
        }
        // However slow the machine is now, the finals that were chosen are trained as they were planned.
        clock += 1000;
        assertThat(search(killed, -1)).isEqualTo(whole);
        clock += 1000;
        // The study may be damaged and set aside: what a clock has decided is there once more.
        assertThat(killed.study().toFile().delete()).isTrue();
        assertThat(search(killed, -1)).as("it is over").isEqualTo(whole);
    }

    /** All rounds of a minute are over, and the finals not yet chosen: with more minutes there are more rounds. */
    @Test
    void aTimeThatIsGivenBetweenTwoStepsIsPlannedIntoAtOnce() {
        RunFolder folder = folder("longer");
        int[] planned = new int[1];
        search(folder("whole"), -1);
        int last = (int)
                events.stream().filter(StudyEvent.TimePlanned.class::isInstance).count();
        events.clear();
        clock = 0;
        assertThatThrownBy(() ->
                        search(folder, study, event -> event instanceof StudyEvent.TimePlanned && ++planned[0] == last))
                .hasMessage("killed");
        Study longer = Study.of("tiny", DataSpec.builtIn("fashion"), Tiny.PLAN.paced(12, 4, 2, 3))
                .time(new TimeLimit(3, List.of("rounds", "final_epochs")))
                .workers(1)
                .build();
        List<Trial> trials = search(folder, longer, event -> false);
        assertThat(rounds(trials)).isGreaterThan(last);
        assertThat(clock).isGreaterThan(60);
    }

    /** Plans twelve rounds, which are more than fit: rungs stay, and there are fewer and other rounds. */
    @Test
    void aSearchWhoseCandidatesClimbKeepsToItsTimeAndRepeatsWhatWasDecided() {
        Study climbing = Study.of(
                        "tiny",
                        DataSpec.builtIn("fashion"),
                        Tiny.PLAN.climbing(List.of(1, 2), 4).paced(12, 4, 1, 4))
                .time(new TimeLimit(1, List.of("rounds", "batch")))
                .workers(1)
                .build();
        List<Trial> whole = search(folder("whole"), climbing, event -> false);
        double end = clock;
        // What is left is the time of one more round, which depends on what is chosen.
        assertThat(end).isBetween(40.0, 60.0);
        assertThat(rounds(whole)).isBetween(2L, 12L);
        List<StudyEvent.TimePlanned> planned = events.stream()
                .filter(StudyEvent.TimePlanned.class::isInstance)
                .map(StudyEvent.TimePlanned.class::cast)
                .toList();
        assertThat(planned)
                .hasSize((int) rounds(whole) - 1)
                .allMatch(p -> p.rungs().equals(List.of(1, 2)));
        for (int i = 0; i < planned.size(); i++) {
            StudyEvent.TimePlanned plan = planned.get(i);
            // What is reserved for files, proofs and the predictor takes no time here.
            double reserved = 3.6 + 3 * (plan.rounds() - i + 1);
            assertThat(plan.expected() - reserved).isBetween(0.75 * end, 1.25 * end);
        }
        assertThat(whole)
                .filteredOn(t -> t.kind() == Trial.Kind.FINALIST)
                .isNotEmpty()
                .allMatch(t -> t.epochs() == 4 && t.continued().isPresent());

        RunFolder killed = folder("killed");
        clock = 0;
        for (int trials : List.of(4, 3, 6, 5)) {
            int[] begun = new int[1];
            assertThatThrownBy(() ->
                            search(killed, climbing, e -> e instanceof StudyEvent.TrialStarted && ++begun[0] == trials))
                    .hasMessage("killed");
        }
        assertThat(search(killed, climbing, event -> false)).isEqualTo(whole);
    }

    private static long rounds(List<Trial> trials) {
        return trials.stream()
                .filter(t -> t.kind() == Trial.Kind.ROUND)
                .mapToInt(Trial::round)
                .distinct()
                .count();
    }
}
