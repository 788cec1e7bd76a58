package io.narsil.study.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.data.Predictions;
import io.narsil.files.WholeFile;
import io.narsil.network.Network;
import io.narsil.search.Plans;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Candidate;
import io.narsil.store.StoredTrial;
import io.narsil.store.TrialStores;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairsTest {
    @TempDir
    private Path path;

    private final List<StudyEvent> events = new ArrayList<>();
    private final Trial finalist = Tiny.trial(0, Trial.Kind.FINALIST, "small");
    private final Network network = Tiny.PROBLEM.network(finalist.candidate());
    private RunFolder folder;
    private Repairs repairs;

    @BeforeEach
    void open() {
        folder = new RunFolder(path);
        repairs = new Repairs(folder, events::add);
    }

    private static StoredTrial over(Trial trial, TrialResult.Status status) {
        TrialResult result = new TrialResult(trial.id(), status, List.of(0.5), OptionalDouble.empty(), "");
        return new StoredTrial(
                trial,
                Tiny.PROBLEM.cost(trial.candidate()),
                Optional.empty(),
                "finals",
                true,
                List.of(),
                Optional.of(result));
    }

    private void look(StoredTrial... trials) {
        repairs.weights(Tiny.PROBLEM, Plans.of(Tiny.PLAN), List.of(trials));
    }

    @Test
    void aDamagedFileElsewhereIsNamedAndLeftAsItIs() throws Exception {
        String text = "this is no database, and longer than a header is. ".repeat(20);
        Path elsewhere = Files.writeString(path.resolve("letter.txt"), text);
        WholeFile.write(folder.store(), "store: sqlite:" + elsewhere + "\n");
        assertThatThrownBy(repairs::database)
                .isInstanceOf(UserException.class)
                .hasMessage("sqlite:" + elsewhere + ": the database is damaged. Maybe take it from a copy; without"
                        + " store.yaml all trials run again.");
        assertThat(elsewhere).hasContent(text);
        assertThat(events).isEmpty();
    }

    @Test
    void aDamagedDatabaseIsSetAsideWithItsJournals() {
        WholeFile.write(folder.database(), "this is no database, and longer than a header is. ".repeat(20));
        WholeFile.write(path.resolve("study.db-wal"), "journal");
        repairs.database();
        assertThat(folder.database()).doesNotExist();
        assertThat(path.resolve("study.db.damaged")).exists();
        // A journal that belongs to no database may be gone already: SQLite itself removes such.
        assertThat(path.resolve("study.db-wal")).doesNotExist();
        assertThat(events)
                .containsExactly(new StudyEvent.FileDamaged(folder.database().toString(), "study.db.damaged"));
    }

    @Test
    void aSoundDatabaseOrNoneIsLeftAlone() {
        repairs.database();
        TrialStores.open(folder.database().toString()).close();
        repairs.database();
        assertThat(folder.database()).exists();
        assertThat(events).isEmpty();
    }

    @Test
    void aFinalistWhoseWeightsAreLostIsTrainedAgain() {
        look(over(finalist, TrialResult.Status.DONE));
        assertThat(events).singleElement().isInstanceOfSatisfying(StudyEvent.TrialReopened.class, e -> {
            assertThat(e.trial()).isZero();
            assertThat(e.file()).isEqualTo("weights.safetensors");
        });
    }

    @Test
    void aStudentThatIsTrainedAgainFindsItsTeacherWhoIsAMemberAlready() throws Exception {
        Trial student =
                new Trial(1, Trial.Kind.FINALIST, 2, "large", Tiny.candidate(1), 2, 2, OptionalInt.of(finalist.id()));
        Tiny.weights(folder.weights(0), network);
        Files.createDirectories(folder.model("small").path());
        folder.model("small").takeWeights(folder.weights(0));
        assertThat(folder.weights(0)).doesNotExist();
        look(over(finalist, TrialResult.Status.DONE), over(student, TrialResult.Status.DONE));
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        StudyEvent.TrialReopened.class,
                        e -> assertThat(e.trial()).isEqualTo(1));
        assertThat(folder.weights(0))
                .hasSameBinaryContentAs(folder.model("small").weights());
    }

    @Test
    void damagedWeightsAreSetAside() {
        WholeFile.write(folder.weights(0), "no weights");
        look(over(finalist, TrialResult.Status.DONE));
        assertThat(folder.weights(0)).doesNotExist();
        assertThat(folder.weights(0).resolveSibling("trial-0-weights.safetensors.damaged"))
                .exists();
        assertThat(events).hasSize(1).allMatch(StudyEvent.TrialReopened.class::isInstance);
    }

    @Test
    void damagedAnswersAreSetAsideAndTheirTrialTrainedAgain() throws Exception {
        Trial median = Tiny.trial(0, Trial.Kind.BASELINE, "small");
        Path answers = folder.predictions(median.id());
        folder.makeAnswers();
        Predictions.write(answers, new int[] {0, 1}, new int[] {1});
        look(over(median, TrialResult.Status.DONE));
        assertThat(events).isEmpty();
        byte[] bytes = Files.readAllBytes(answers);
        bytes[bytes.length - 1] ^= 1;
        Files.write(answers, bytes);
        look(over(median, TrialResult.Status.DONE));
        assertThat(events).hasSize(1).first().isInstanceOfSatisfying(StudyEvent.TrialReopened.class, reopened -> {
            assertThat(reopened.trial()).isEqualTo(median.id());
            assertThat(reopened.file()).isEqualTo("trial-0-predictions.safetensors");
        });
        assertThat(answers).doesNotExist();
        assertThat(answers.resolveSibling("trial-0-predictions.safetensors.damaged"))
                .exists();
    }

    @Test
    void weightsOfAnotherNetworkAreDamage() throws Exception {
        Network other = Tiny.PROBLEM.network(Tiny.candidate(5));
        assertThat(other).isNotEqualTo(network);
        Tiny.weights(folder.weights(0), other);
        look(over(finalist, TrialResult.Status.DONE));
        assertThat(events).hasSize(1);
    }

    @Test
    void soundWeightsCountWhereTheyWaitAndWhereTheFamilyHasThem() throws Exception {
        Tiny.weights(folder.weights(0), network);
        look(over(finalist, TrialResult.Status.DONE));
        Files.createDirectories(folder.model("small").path());
        folder.model("small").takeWeights(folder.weights(0));
        look(over(finalist, TrialResult.Status.DONE));
        assertThat(events).isEmpty();
    }

    @Test
    void weightsOfAnotherTrialOfTheSameNetworkAreNotThoseOfAPlanThatCameBack() throws Exception {
        Trial longer = new Trial(1, Trial.Kind.FINALIST, 2, "small", finalist.candidate(), 9, 9);
        Plans plans = new Plans(List.of(
                new Plans.Era(0, Tiny.PLAN),
                new Plans.Era(1, Tiny.PLAN.lasting(Tiny.PLAN.epochs(), 9)),
                new Plans.Era(2, Tiny.PLAN)));
        Tiny.weights(folder.weights(1), network);
        Files.createDirectories(folder.model("small").path());
        folder.model("small").takeWeights(folder.weights(1));
        Map<String, Object> metrics = new HashMap<>();
        metrics.put("trial", 1);
        // A budget of which the first round had no candidate.
        metrics.put("baseline", null);
        folder.model("small").writeMetrics(metrics);
        List<StoredTrial> trials =
                List.of(over(finalist, TrialResult.Status.DONE), over(longer, TrialResult.Status.DONE));
        repairs.weights(Tiny.PROBLEM, new Plans(plans.eras().subList(0, 2)), trials);
        assertThat(events).isEmpty();
        repairs.weights(Tiny.PROBLEM, plans, trials);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        StudyEvent.TrialReopened.class,
                        e -> assertThat(e.trial()).isZero());
        assertThat(folder.model("small").weights()).exists();
    }

    @Test
    void whoeverHasNoWeightsToLoseIsLeftAlone() {
        look(
                over(finalist, TrialResult.Status.DIVERGED),
                over(Tiny.trial(1, Trial.Kind.ROUND, "small"), TrialResult.Status.DONE),
                over(Tiny.trial(2, Trial.Kind.BASELINE, "small"), TrialResult.Status.DONE));
        assertThat(events).isEmpty();
    }

    private static StoredTrial scored(Trial trial, double score) {
        StoredTrial over = over(trial, TrialResult.Status.DONE);
        TrialResult result =
                new TrialResult(trial.id(), TrialResult.Status.DONE, List.of(score), OptionalDouble.empty(), "");
        return new StoredTrial(trial, over.cost(), over.prediction(), over.why(), true, List.of(), Optional.of(result));
    }

    private static Trial byHand() {
        Candidate fits = IntStream.range(0, 1000)
                .mapToObj(Tiny::candidate)
                .filter(c -> Tiny.PLAN.budgets().get(0).fits(Tiny.PROBLEM.cost(c)))
                .findFirst()
                .orElseThrow();
        int epochs = Tiny.PLAN.finalEpochs();
        return new Trial(0, Trial.Kind.HAND, 0, "small", fits, epochs, epochs);
    }

    private List<Integer> reopened(double hand, double finalist) {
        events.clear();
        look(scored(byHand(), hand), scored(Tiny.trial(1, Trial.Kind.FINALIST, "small"), finalist));
        return events.stream().map(e -> ((StudyEvent.TrialReopened) e).trial()).toList();
    }

    @Test
    void ofAFinalistAndWhatWasMadeByHandTheBetterOneNeedsItsWeights() throws Exception {
        assertThat(reopened(0.5, 0.6))
                .as("it may still be the member of the other budget")
                .containsExactly(1, 0);
        Tiny.weights(folder.byHand(0), Tiny.PROBLEM.network(byHand().candidate()));
        assertThat(reopened(0.5, 0.6)).containsExactly(1);
        assertThat(reopened(0.6, 0.5)).isEmpty();
        WholeFile.write(folder.byHand(0), "no weights");
        assertThat(reopened(0.6, 0.5)).containsExactly(0);
        assertThat(folder.byHand(0).resolveSibling("trial-0-by-hand.safetensors.damaged"))
                .exists();
    }

    /** The large budget's network is that of the small one, and its own is kept beside it. */
    @Test
    void weightsThatAreKeptBesideASmallerNetworkAreNotLost() throws Exception {
        Trial large = new Trial(1, Trial.Kind.FINALIST, 2, "large", Tiny.candidate(1), 3, 3);
        ModelFolder model = folder.model("large");
        Files.createDirectories(model.path());
        Tiny.weights(folder.weights(0), network);
        model.copyWeights(folder.weights(0));
        model.writeMetrics(Map.of("trial", 0));
        Tiny.weights(model.kept(1), Tiny.PROBLEM.network(large.candidate()));
        look(scored(finalist, 0.6), scored(large, 0.5));
        assertThat(events).isEmpty();
        // A kill after it was written that it is the member again, and before the weights were moved.
        model.writeMetrics(Map.of("trial", 1));
        look(scored(finalist, 0.6), scored(large, 0.5));
        assertThat(events).isEmpty();
        repairs.bringBack(large);
        assertThat(folder.weights(1)).as("for a student").hasSameBinaryContentAs(model.kept(1));
        model.writeMetrics(Map.of("trial", 0));
        Files.delete(folder.weights(1));
        Files.delete(model.kept(1));
        look(scored(finalist, 0.6), scored(large, 0.5));
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        StudyEvent.TrialReopened.class,
                        e -> assertThat(e.trial()).isEqualTo(1));
    }
}
