package io.narsil.study.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.files.WholeFile;
import io.narsil.predictor.Prediction;
import io.narsil.recipe.Recipe;
import io.narsil.recipe.RecipeFile;
import io.narsil.search.FamilyMember;
import io.narsil.search.History;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.store.Chosen;
import io.narsil.store.EpochRecord;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.Tiny;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.SmallerNetwork;
import io.narsil.study.folder.StudyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FamilyWriterTest {
    private static final Trial ROUND = Tiny.trial(0, Trial.Kind.ROUND, "small");
    private static final Trial FINALIST = Tiny.trial(1, Trial.Kind.FINALIST, "small");
    private static final Trial HAND = Tiny.trial(2, Trial.Kind.HAND, "small");
    private static final Prediction PREDICTION = new Prediction(0.6, 0.1);

    @TempDir
    private Path path;

    private final TrialStore store = TrialStores.open("memory:");
    private final StudyTrials trials = store.study("tiny", Tiny.PROBLEM.space());
    private RunFolder folder;

    @BeforeEach
    void train() {
        folder = new RunFolder(path);
        WholeFile.write(folder.weights(1), "trained");
        for (Trial trial : List.of(ROUND, FINALIST, HAND)) {
            trials.chosen(List.of(new Chosen(trial, Tiny.PROBLEM.cost(trial.candidate()), Optional.empty(), "")));
            trials.epoch(trial.id(), new EpochRecord(1, 1, 0.4, 2));
            trials.epoch(trial.id(), new EpochRecord(2, 1, 0.5 + trial.id() / 10.0, 3));
            trials.finished(result(trial, TrialResult.Status.DONE, ""));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static TrialResult result(Trial trial, TrialResult.Status status, String reason) {
        return new TrialResult(
                trial.id(), status, List.of(0.4, 0.5 + trial.id() / 10.0), OptionalDouble.of(0.3), reason);
    }

    private static FamilyMember member(TrialResult finalist, Optional<TrialResult> hand) {
        return new FamilyMember(
                Tiny.PLAN.budgets().get(0),
                new History.Entry(FINALIST, Optional.of(PREDICTION), Optional.of(finalist)),
                hand.map(r -> new History.Entry(HAND, Optional.empty(), Optional.of(r))));
    }

    /** A training that ended with a score. */
    private static TrialResult scored(Trial trial, double score) {
        return new TrialResult(trial.id(), TrialResult.Status.DONE, List.of(0.4, score), OptionalDouble.of(0.3), "");
    }

    private StudyResult write(FamilyMember member) {
        return new FamilyWriter(Tiny.study(), folder, Tiny.PROBLEM, Tiny.data(), trials).write(List.of(member), 1);
    }

    @Test
    void aMemberIsAFolderToUseItAndToTrainItAgain() throws Exception {
        StudyResult result =
                write(member(result(FINALIST, TrialResult.Status.DONE, ""), Optional.of(scored(HAND, 0.55))));
        StudyResult.Member member = result.family().get(0);
        assertThat(member.folder()).isEqualTo("models/small");
        ModelFolder model = folder.inside(member.folder());
        assertThat(model.network()).isEqualTo(Tiny.PROBLEM.network(FINALIST.candidate()));
        assertThat(Recipe.complete(RecipeFile.read(model.recipe())))
                .isEqualTo(Recipe.complete(Tiny.PROBLEM.space().recipe(FINALIST.candidate())));
        assertThat(model.weights()).hasContent("trained");
        assertThat(folder.weights(1)).doesNotExist();
        JsonNode metrics = new ObjectMapper().readTree(model.metrics().toFile());
        assertThat(metrics.get("candidate").asText())
                .isEqualTo(FINALIST.candidate().fingerprint());
        assertThat(metrics.get("validation_accuracy").asDouble()).isEqualTo(0.6);
        assertThat(metrics.get("validation_curve")).hasSize(2);
        assertThat(metrics.get("hand").get("validation").asDouble()).isEqualTo(0.55);
    }

    @Test
    void theResultSaysWhatWasFoundAndWhatItTook() {
        StudyResult result =
                write(member(result(FINALIST, TrialResult.Status.DONE, ""), Optional.of(scored(HAND, 0.55))));
        assertThat(result.study()).isEqualTo("tiny");
        assertThat(result.candidates()).isEqualTo(3);
        assertThat(result.earlyStopEpoch()).isEqualTo(1);
        assertThat(result.stages())
                .containsExactly(
                        new StudyResult.Stage("round 1", 1, 2, 5),
                        new StudyResult.Stage("finalists", 1, 2, 5),
                        new StudyResult.Stage("networks by hand", 1, 2, 5));
        StudyResult.Member member = result.family().get(0);
        assertThat(member.macs())
                .isEqualTo(Tiny.PROBLEM.cost(FINALIST.candidate()).macs());
        assertThat(member.predicted()).isEqualTo(0.6);
        assertThat(member.validation()).isEqualTo(0.6);
        assertThat(member.test()).isEqualTo(0.3);
        assertThat(member.problem()).isEmpty();
        assertThat(member.byHand()).isFalse();
        StudyResult.Hand hand = member.hand();
        assertThat(hand.params()).isEqualTo(Tiny.PROBLEM.cost(HAND.candidate()).params());
        assertThat(hand.validation()).isEqualTo(0.55);
        assertThat(hand.epochs()).isEqualTo(3);
        assertThat(hand.member()).isFalse();
    }

    @Test
    void whatTheSearchDoesNotBeatIsTheMember() throws Exception {
        for (TrialResult finalist : List.of(
                result(FINALIST, TrialResult.Status.DONE, ""),
                result(FINALIST, TrialResult.Status.DIVERGED, "the loss was NaN"))) {
            WholeFile.write(folder.byHand(2), "trained by hand");
            StudyResult.Member member = write(member(finalist, Optional.of(scored(HAND, 0.65))))
                    .family()
                    .get(0);
            assertThat(member.byHand()).isTrue();
            assertThat(member.predicted()).isNull();
            assertThat(member.hand().searched()).isEqualTo(finalist.done() ? (Double) 0.6 : null);
            assertThat(member.validation()).isEqualTo(0.65);
            assertThat(member.problem()).isEmpty();
            ModelFolder model = folder.inside(member.folder());
            assertThat(model.network()).isEqualTo(Tiny.PROBLEM.network(HAND.candidate()));
            assertThat(model.weights()).hasContent("trained by hand");
            assertThat(folder.byHand(2)).as("kept, should the run go on").exists();
            JsonNode metrics = new ObjectMapper().readTree(model.metrics().toFile());
            assertThat(metrics.get("trial").asInt()).isEqualTo(2);
            assertThat(metrics.get("predicted_accuracy").isNull()).isTrue();
        }
    }

    @Test
    void aBudgetWhoseNetworkIsThatOfASmallerOneHasACopyOfIt() throws Exception {
        FamilyMember small = member(result(FINALIST, TrialResult.Status.DONE, ""), Optional.empty());
        Trial own = Tiny.trial(2, Trial.Kind.FINALIST, "large");
        for (TrialResult found :
                List.of(scored(own, 0.55), result(own, TrialResult.Status.DIVERGED, "the loss was NaN"))) {
            FamilyMember large = new FamilyMember(
                    Tiny.PLAN.budgets().get(1),
                    new History.Entry(own, Optional.empty(), Optional.of(found)),
                    Optional.empty(),
                    Optional.of(small));
            FamilyWriter writer = new FamilyWriter(Tiny.study(), folder, Tiny.PROBLEM, Tiny.data(), trials);
            // Once more, as after a kill.
            StudyResult result = writer.write(List.of(small, large), 1);
            assertThat(writer.write(List.of(small, large), 1)).isEqualTo(result);
            StudyResult.Member member = result.family().get(1);
            assertThat(member.budget()).isEqualTo("large");
            assertThat(member.smaller()).isEqualTo(new SmallerNetwork("small", found.done() ? (Double) 0.55 : null));
            assertThat(member.validation()).isEqualTo(0.6);
            assertThat(member.macs()).isEqualTo(result.family().get(0).macs());
            assertThat(member.problem()).isEmpty();
            assertThat(result.family().get(0).smaller()).isNull();
            assertThat(folder.model("small").weights()).hasContent("trained");
            ModelFolder model = folder.inside(member.folder());
            assertThat(model.weights()).hasContent("trained");
            assertThat(model.network()).isEqualTo(Tiny.PROBLEM.network(FINALIST.candidate()));
            JsonNode metrics = new ObjectMapper().readTree(model.metrics().toFile());
            assertThat(metrics.get("trial").asInt()).isEqualTo(1);
            assertThat(metrics.get("smaller").get("budget").asText()).isEqualTo("small");
        }
    }

    /** A larger budget, for which trial 2 came to less. */
    private static FamilyMember withTheNetworkOf(FamilyMember small) {
        return new FamilyMember(
                Tiny.PLAN.budgets().get(1),
                new History.Entry(HAND, Optional.empty(), Optional.of(scored(HAND, 0.55))),
                Optional.empty(),
                Optional.of(small));
    }

    @Test
    void aTrainerThatWritesNoWeightsHasAFamilyToo() throws Exception {
        Files.delete(folder.weights(1));
        FamilyMember small = member(result(FINALIST, TrialResult.Status.DONE, ""), Optional.empty());
        FamilyMember large = withTheNetworkOf(small);
        StudyResult result = new FamilyWriter(Tiny.study(), folder, Tiny.PROBLEM, Tiny.data(), trials)
                .write(List.of(small, large), 1);
        assertThat(result.family()).allMatch(m -> m.problem().isEmpty());
        assertThat(folder.model("large").weights()).doesNotExist();
    }

    /** The run goes on, and what was found for the small budget is none the better now. */
    @Test
    void whatWasKeptBesideASmallerNetworkMayBecomeTheMember() {
        FamilyMember small = member(result(FINALIST, TrialResult.Status.DONE, ""), Optional.empty());
        FamilyMember large = withTheNetworkOf(small);
        WholeFile.write(folder.weights(2), "its own");
        FamilyWriter writer = new FamilyWriter(Tiny.study(), folder, Tiny.PROBLEM, Tiny.data(), trials);
        writer.write(List.of(small, large), 1);
        ModelFolder model = folder.model("large");
        assertThat(model.weights()).hasContent("trained");
        assertThat(model.kept(2)).hasContent("its own");
        folder.dropScratch();
        for (int turn = 0; turn < 2; turn++) {
            writer.write(List.of(small, large.own()), 1);
            assertThat(model.weights()).hasContent("its own");
            assertThat(model.kept(2)).doesNotExist();
        }
        // And back: its own are the member's by now.
        for (int turn = 0; turn < 2; turn++) {
            writer.write(List.of(small, large), 1);
            assertThat(model.weights()).hasContent("trained");
            assertThat(model.kept(2)).hasContent("its own");
        }
        // Trained once more, and a kill before they were moved.
        WholeFile.write(folder.weights(2), "its own, newer");
        model.writeMetrics(Map.of("trial", 2));
        writer.write(List.of(small, large.own()), 1);
        assertThat(model.weights()).hasContent("its own, newer");
        assertThat(folder.model("small").weights()).hasContent("trained");
    }

    @Test
    void ofEqualsTheOneThatWasFoundIsTheMember() {
        assertThat(member(scored(FINALIST, 0.6), Optional.of(scored(HAND, 0.6))).byHand())
                .isFalse();
    }

    @Test
    void aBudgetWithoutAMemberSaysWhyAndHasNoFolder() {
        StudyResult.Member member = write(
                        member(result(FINALIST, TrialResult.Status.DIVERGED, "the loss was NaN"), Optional.empty()))
                .family()
                .get(0);
        assertThat(member.problem()).isEqualTo("the loss was NaN");
        assertThat(member.folder()).isEmpty();
        assertThat(member.validation()).isZero();
        assertThat(member.hand()).isNull();
        assertThat(folder.model("small").path()).doesNotExist();
    }

    @Test
    void aRunThatWasKilledWhileItWroteWritesTheSameAgain() {
        FamilyMember member = member(result(FINALIST, TrialResult.Status.DONE, ""), Optional.empty());
        StudyResult first = write(member);
        assertThat(write(member)).isEqualTo(first);
        assertThat(folder.model("small").weights()).hasContent("trained");
    }
}
