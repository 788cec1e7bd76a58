package io.narsil.study.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.data.PreparedData;
import io.narsil.files.WholeFile;
import io.narsil.search.ByHand;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import io.narsil.store.Chosen;
import io.narsil.store.EpochRecord;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.Tiny;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedFamilyTest {
    private final Study study = Tiny.study();

    @TempDir
    private Path path;

    private RunFolder folder;

    /** A run of which a network by hand and a candidate are trained. */
    @BeforeEach
    void begin() {
        folder = new RunFolder(path);
        PreparedData.write(folder.images(), Tiny.data());
        WholeFile.write(folder.origin(), study.origin().write(folder));
        WholeFile.write(folder.space(), study.space().text());
        WholeFile.write(folder.study(), StudyFile.write(study));
        Problem problem = study.problem(Tiny.data());
        try (TrialStore store = TrialStores.open(folder.database().toString())) {
            StudyTrials trials = store.study("tiny", problem.spaces());
            Candidate hand =
                    ByHand.of(problem, study.plan()).all().keySet().iterator().next();
            int epochs = study.plan().finalEpochs();
            train(trials, problem, new Trial(0, Trial.Kind.HAND, 0, "small", hand, epochs, epochs), 0.8);
            Candidate candidate = problem.space().candidate(Tiny.candidate(0).genes());
            train(trials, problem, new Trial(1, Trial.Kind.ROUND, 0, "large", candidate, 2, 2), 0.6);
        }
    }

    private static void train(StudyTrials trials, Problem problem, Trial trial, double score) {
        trials.chosen(List.of(new Chosen(trial, problem.cost(trial.candidate()), Optional.empty(), "")));
        for (int epoch = 1; epoch <= trial.epochs(); epoch++) {
            trials.epoch(trial.id(), new EpochRecord(epoch, 1, score, 1));
        }
        List<Double> scores = Collections.nCopies(trial.epochs(), score);
        trials.finished(new TrialResult(trial.id(), TrialResult.Status.DONE, scores, OptionalDouble.of(0.7), ""));
    }

    @Test
    void whatWasMadeByHandStandsBesideEveryBudgetThatItIsWithin() {
        StudyResult result = UnfinishedFamily.of(folder);
        assertThat(result.candidates()).isEqualTo(2);
        assertThat(result.family()).hasSize(2).allSatisfy(member -> {
            assertThat(member.hand().shape()).startsWith("residual, 3 blocks");
            assertThat(member.hand().validation()).isEqualTo(0.8);
            assertThat(member.hand().test()).isEqualTo(0.7);
            assertThat(member.byHand()).isFalse();
            assertThat(member.problem()).startsWith("the search is not over");
        });
    }

    /** Who goes on needs the network that candidates start from, and hears how to get it; who only looks does not. */
    @Test
    void theNetworkThatCandidatesStartFromNeedNotBeThere() throws Exception {
        Files.writeString(folder.study(), Files.readString(folder.study()) + "init: {sha256: 0123}\n");
        assertThat(UnfinishedFamily.of(folder).candidates()).isEqualTo(2);
        assertThatThrownBy(() -> StudyFile.read(folder.study()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "start from is not whole any more: it needs architecture.yaml and weights.safetensors. "
                                + "Maybe \"narsil search STUDY.yaml --out " + path + "\", which copies it");
        Path from = Files.createDirectory(path.resolve("from"));
        Files.writeString(folder.origin(), from + "\n");
        Path given = Files.writeString(from.resolve("tiny.yaml"), "");
        assertThatThrownBy(() -> StudyFile.read(folder.study()))
                .hasMessageContaining("\"narsil search " + given + " --out " + path + "\"");
    }

    @Test
    void withoutTheImagesItIsOneOfTheSpaceAlone() throws Exception {
        // Trials of shapes cannot be read then; a run of an earlier version has none.
        Files.delete(folder.images());
        Files.delete(folder.database());
        try (TrialStore store = TrialStores.open(folder.database().toString())) {
            StudyTrials trials = store.study("tiny", Tiny.PROBLEM.space());
            train(trials, Tiny.PROBLEM, new Trial(0, Trial.Kind.ROUND, 0, "large", Tiny.candidate(0), 2, 2), 0.6);
        }
        assertThat(UnfinishedFamily.of(folder).family())
                .hasSize(2)
                .allMatch(m -> m.hand() == null && !m.problem().isEmpty());
    }
}
