package io.narsil.study.finished;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.space.Candidate;
import io.narsil.store.StoredTrial;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedRunTest {
    private static final Budget PHONE = new Budget("phone", Map.of(Measure.MACS, 700_000L));

    @TempDir
    private Path path;

    private RunFolder run;

    @BeforeEach
    void write() {
        run = new RunFolder(path);
        SampleRun.write(run);
    }

    @Test
    void aNewMemberKeepsItsBudgetAndIsWrittenToBeTrained() {
        FinishedRun.Member member = FinishedRun.open(run).evolve(PHONE);
        assertThat(member.folder()).isEqualTo("evolved/phone");
        assertThat(member.cost().macs()).isLessThanOrEqualTo(700_000);
        ModelFolder files = run.inside(member.folder());
        assertThat(files.network().cost().macs()).isEqualTo(member.cost().macs());
        assertThat(files.recipe()).isNotEmptyFile();
        assertThat(files.weights()).doesNotExist();
        assertThat(Json.map(files.prediction(), Object.class))
                .containsEntry("predicted", member.predicted())
                .containsEntry("candidate", member.candidate());
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        assertThat(FinishedRun.open(run).evolve(PHONE))
                .isEqualTo(FinishedRun.open(run).evolve(PHONE));
    }

    @Test
    void aBudgetThatNothingKeepsIsRefused() {
        Budget none = new Budget("none", Map.of(Measure.MACS, 10L));
        assertThatThrownBy(() -> FinishedRun.open(run).evolve(none))
                .isInstanceOf(UserException.class)
                .hasMessageMatching("no candidate of the space \\S+ was found within 10 multiply-adds:"
                        + " the smallest has [0-9,]+ multiply-adds\\. Maybe a larger budget\\.");
        assertThat(run.evolved("none").path()).doesNotExist();
    }

    @Test
    void latenciesAreKnownWithADeviceOnly() throws Exception {
        Budget quick = new Budget("quick", Map.of(Measure.LATENCY, 1_000_000_000_000L));
        FinishedRun finished = FinishedRun.open(run);
        assertThat(finished.knowsLatency()).isTrue();
        assertThat(finished.evolve(quick).cost().latency()).isPositive();
        Files.delete(run.device());
        FinishedRun without = FinishedRun.open(run);
        assertThat(without.knowsLatency()).isFalse();
        assertThatThrownBy(() -> without.front(Measure.LATENCY, 3)).hasMessageContaining("no device profile");
        assertThatThrownBy(() -> without.evolve(quick))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("this run has no device profile");
    }

    @Test
    void theFrontGoesUpInCostAndInScore() {
        List<FinishedRun.Member> front = FinishedRun.open(run).front(Measure.MACS, 5);
        assertThat(front).isNotEmpty().allMatch(m -> m.folder().isEmpty());
        assertThat(front)
                .isSortedAccordingTo(Comparator.comparingLong(m -> m.cost().macs()));
        assertThat(front).isSortedAccordingTo(Comparator.comparingDouble(FinishedRun.Member::predicted));
    }

    @Test
    void itsTrialsAreThoseOfTheStudyThatTheResultNames() {
        FinishedRun finished = FinishedRun.open(run);
        List<StoredTrial> trials = finished.trials();
        assertThat(trials).extracting(StoredTrial::id).containsExactly(0, 1, 2, 3, 4, 5, 6);
        Candidate hand = trials.get(6).trial().candidate();
        assertThat(hand.space().name()).isEqualTo("residual");
        assertThat(finished.milliseconds(hand)).as("no profile knows it").isEmpty();
        assertThat(finished.milliseconds(trials.get(0).trial().candidate()).orElseThrow())
                .isPositive();
    }

    /** As finalists are: what is believed of recipes weighs where candidates have short trainings. */
    @Test
    void recipesThatShortTrainingsLikeAreDoubted() throws Exception {
        String believed = "sgd 0.192, wd 5e-4";
        assertThat(FinishedRun.open(run).evolve(PHONE).recipe()).isNotEqualTo(believed);
        Files.delete(path.resolve("SHA256SUMS"));
        WholeFile.write(run.study(), SampleRun.STUDY.replace("final_epochs: 5", "final_epochs: 50"));
        assertThat(FinishedRun.open(run).evolve(PHONE).recipe()).startsWith(believed);
    }
}
