package io.narsil.study.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.files.WholeFile;
import io.narsil.runner.threads.ThreadRunner;
import io.narsil.search.Trial;
import io.narsil.space.Problem;
import io.narsil.space.Shapes;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.predictor.KeptPredictor;
import io.narsil.study.setup.StudySetup;
import io.narsil.study.trial.StepTrainer;
import io.narsil.study.trial.StoreKeeper;
import io.narsil.study.trial.TrialRequests;
import io.narsil.study.trial.Verdict;
import io.narsil.task.Guessing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole search in this program, with a runner that pretends to train. */
class StudySearchTest {
    @TempDir
    private Path path;

    private final List<StudyEvent> events = new ArrayList<>();
    private RunFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new RunFolder(path);
        WholeFile.write(folder.images(), "images");
        WholeFile.write(folder.space(), Tiny.study().space().text());
        folder.makeScratch();
    }

    private StudyResult search(StudyTrials trials) {
        return search(trials, Tiny.PROBLEM);
    }

    private StudyResult search(StudyTrials trials, Problem problem) {
        StudyListener all = StudyListener.all(List.of(new StoreKeeper(trials), events::add));
        StudySetup setup = new StudySetup(Tiny.study(), folder, Tiny.data(), problem, Optional.empty());
        TrialRequests requests = new TrialRequests(problem, Tiny.PLAN);
        trials.trials().forEach(t -> requests.add(t.trial()));
        try (ThreadRunner runner = new ThreadRunner(2, new RunArtifacts(folder))) {
            runner.start();
            Verdict verdict = new Verdict(new Guessing(0, 0, 100), "accuracy");
            return new StudySearch(setup, new StepTrainer(requests, runner, trials, verdict, all), all).run();
        }
    }

    @Test
    void whatAPersonWouldTakeComesFirstAndStandsBesideTheFamily() {
        Problem compared = Tiny.PROBLEM.comparedWith(Shapes.of(24, text -> text));
        folder.makeByHand();
        try (TrialStore store = TrialStores.open("memory:")) {
            StudyTrials trials = store.study("tiny", compared.spaces());
            StudyResult result = search(trials, compared);
            assertThat(result.stages().get(0).name()).isEqualTo("networks by hand");
            List<Trial> hand = trials.trials().stream()
                    .map(StoredTrial::trial)
                    .filter(t -> t.kind() == Trial.Kind.HAND)
                    .toList();
            assertThat(hand).hasSize(4).allMatch(t -> t.id() < 4);
            assertThat(hand).allSatisfy(t -> assertThat(folder.byHand(t.id())).exists());
            assertThat(result.family()).allSatisfy(member -> {
                assertThat(member.hand().shape()).containsAnyOf("residual, ", "inverted-residual, ");
                assertThat(member.hand().epochs()).isEqualTo(Tiny.PLAN.finalEpochs());
                assertThat(member.byHand())
                        .isEqualTo(member.hand().validation() > member.validation() || member.predicted() == null);
                assertThat(folder.inside(member.folder()).weights()).exists();
            });
        }
    }

    @Test
    void itEndsWithAFamilyAndWhatWasLearned() {
        try (TrialStore store = TrialStores.open("memory:")) {
            StudyTrials trials = store.study("tiny", Tiny.PROBLEM.space());
            StudyResult result = search(trials);
            assertThat(result.family()).extracting(StudyResult.Member::budget).containsExactly("small", "large");
            assertThat(result.family()).allSatisfy(member -> {
                assertThat(member.problem()).isEmpty();
                assertThat(folder.inside(member.folder()).weights()).exists();
                assertThat(member.onnx()).isNull();
            });
            assertThat(result.candidates()).isEqualTo(trials.trials().size());
            KeptPredictor kept = KeptPredictor.open(folder);
            long rounds = trials.trials().stream()
                    .filter(t -> t.trial().kind() == Trial.Kind.ROUND)
                    .count();
            assertThat(kept.predictor().state().observations()).hasSize((int) rounds);
        }
    }

    @Test
    void aSearchThatIsContinuedAfterItsEndTrainsNothingAndFindsTheSame() {
        try (TrialStore store = TrialStores.open("memory:")) {
            StudyTrials trials = store.study("tiny", Tiny.PROBLEM.space());
            StudyResult first = search(trials);
            List<StoredTrial> before = trials.trials();
            events.clear();
            assertThat(search(trials)).isEqualTo(first);
            assertThat(trials.trials()).isEqualTo(before);
            assertThat(events).noneMatch(StudyEvent.TrialStarted.class::isInstance);
        }
    }
}
