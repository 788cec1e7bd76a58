package io.narsil.study.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.network.Cost;
import io.narsil.network.Shape;
import io.narsil.predictor.Prediction;
import io.narsil.search.EarlyStop;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.study.Tiny;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Trial TRIAL = Tiny.trial(3, Trial.Kind.ROUND, "small");

    /** One of each kind. */
    private static final List<StudyEvent> ALL = List.of(
            new StudyEvent.FinishedBefore(),
            new StudyEvent.DataRead(10, 2, 3, 4, 1, 28),
            new StudyEvent.SpaceRead("s", BigInteger.TEN.pow(30), BigInteger.TWO, 5, 6),
            new StudyEvent.DeviceMeasuring(),
            new StudyEvent.DeviceKnown("cpu", "runtime", 1, 20, 0.01, 0.99, 0.02, true),
            new StudyEvent.FileDamaged("study.db", "study.db.damaged"),
            new StudyEvent.TrialReopened(3, "weights", "lost"),
            new StudyEvent.Resumed(4, 1),
            new StudyEvent.WorkersStarting(2, false, "as jobs of Slurm"),
            new StudyEvent.PoolBuilt(100, Map.of("small", 5L)),
            new StudyEvent.Pretrained(42),
            new StudyEvent.TrialsChosen(
                    Step.Why.PROMISING,
                    4,
                    "accuracy",
                    List.of(new StudyEvent.Choice(TRIAL, Cost.ZERO, Optional.of(new Prediction(0.5, 0.1))))),
            new StudyEvent.TrialStarted(3, OptionalInt.of(1)),
            new StudyEvent.TrialPlaced(3, "n2", "narsil-1a2b-trial-3"),
            new StudyEvent.EpochDone(3, 1, Double.NaN, 0.5, 2),
            new StudyEvent.TrialDone(
                    new TrialResult(3, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.empty(), "")),
            new StudyEvent.EarlyStopFound(EarlyStop.none(5), 0.92),
            new StudyEvent.Evolved(Tiny.PLAN.budgets().get(0), "accuracy", new Prediction(0.5, 0.1)),
            new StudyEvent.Replaced("small", List.of(5L)),
            new StudyEvent.Exported(2, 200, 1),
            new StudyEvent.OverBudget("small", 5, 4),
            new StudyEvent.Progressed(new Progress(1, 2, 0.5, OptionalDouble.empty(), "accuracy", Map.of())),
            new StudyEvent.NetworkFitted("n", new Shape(1, 28, 28), 10, 5, 6),
            new StudyEvent.RecipeChosen(Map.of("optimizer", "sgd"), 3),
            new StudyEvent.DataNoted("folders that are not used: raw"),
            new StudyEvent.StoreNoted("trials are kept in postgresql://anna@host/narsil"),
            new StudyEvent.ClassesCounted(Map.of("cat", 600)),
            new StudyEvent.ObjectsCounted(Map.of("cat", 600)),
            new StudyEvent.Finished(7),
            new StudyEvent.EpochsChosen(9, 27, 900, 64, 130),
            new StudyEvent.MemoryForetold(4, 2, 1L << 30, 3L << 30, false),
            new StudyEvent.TrialsDamaged(List.of(3)),
            new StudyEvent.PaceMeasuring(60),
            new StudyEvent.TimePlanned(4, 12, 5, List.of(), 15, 3540, 3600),
            new StudyEvent.SettingChanged("rounds", "2", "3", 2),
            new StudyEvent.FinishingEarly(2, 3, 7, 5),
            new StudyEvent.MachineChanged(List.of("Java: 17, now 21"), ""),
            new StudyEvent.MachineJoined("n2", List.of("processor: A, now B"), "avx2"),
            new StudyEvent.RunnerNoted("a job waits: no node takes it"),
            new StudyEvent.RulesChanged(),
            new StudyEvent.TrialsFailed(2),
            new StudyEvent.TrialRetried(3, "the worker ended with code 1"),
            new StudyEvent.WorkerDied(3, "the worker ended with code 1", true),
            new StudyEvent.WorkersFewer(1),
            new StudyEvent.NothingByHand(Tiny.PLAN.budgets().get(0), WithoutHand.LIMITS),
            new StudyEvent.FinalistReplaced("small", 3),
            new StudyEvent.ParentRead("efficientnet-b0", 0.9, 0.6, true, true));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("events.jsonl");
    }

    private void log(StudyEvent... events) {
        try (EventLog log = EventLog.open(file)) {
            Arrays.stream(events).forEach(log::on);
        }
    }

    /** The lines of the file, each of which must be an object. */
    private List<JsonNode> lines() throws Exception {
        String text = Files.readString(file);
        assertThat(text).endsWith("\n");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(JSON.readTree(line));
                assertThat(lines.get(lines.size() - 1).isObject()).isTrue();
            }
        }
        return lines;
    }

    @Test
    void eachKindIsALineWithItsNameButProgressWhichFollowsFromTheRest() throws Exception {
        assertThat(ALL.stream().map(Object::getClass).toArray())
                .containsExactlyInAnyOrder((Object[]) StudyEvent.class.getPermittedSubclasses());
        log(ALL.toArray(StudyEvent[]::new));
        List<String> names = ALL.stream()
                .filter(e -> !(e instanceof StudyEvent.Progressed))
                .map(e -> EventLog.name(e.getClass()))
                .toList();
        assertThat(lines()).extracting(l -> l.get("event").asText()).isEqualTo(names);
        assertThat(names).contains("trial_done", "epoch_done").doesNotHaveDuplicates();
    }

    @Test
    void aLineHoldsWhatTheEventHolds() throws Exception {
        log(ALL.get(11), ALL.get(2));
        JsonNode chosen = lines().get(0);
        assertThat(chosen.get("why").asText()).isEqualTo("promising");
        JsonNode choice = chosen.get("choices").get(0);
        assertThat(choice.get("prediction").get("mean").asDouble()).isEqualTo(0.5);
        assertThat(choice.get("trial").get("id").asInt()).isEqualTo(3);
        assertThat(choice.get("trial").get("kind").asText()).isEqualTo("round");
        assertThat(choice.get("trial").get("teacher").isNull()).isTrue();
        assertThat(choice.get("trial").get("candidate").size())
                .isEqualTo(Tiny.PROBLEM.space().parameters().size());
        assertThat(lines().get(1).get("architectures").bigIntegerValue()).isEqualTo(BigInteger.TEN.pow(30));
    }

    @Test
    void lineBreaksAndControlCharactersStayInsideTheirLine() throws Exception {
        String name = "a\nb\r\nc\u0000\u001b[31m\u2028\"\\\td\u00e9\ud83d\ude00";
        log(new StudyEvent.FileDamaged(name, name), new StudyEvent.Resumed(1, 0));
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0).get("file").asText()).isEqualTo(name);
        assertThat(Files.readString(file)).doesNotContain("\r", "\u0000", "\u001b");
    }

    @Test
    void aLogIsContinuedAtItsEnd() throws Exception {
        log(new StudyEvent.Resumed(1, 0));
        log(new StudyEvent.Resumed(2, 0));
        assertThat(lines()).extracting(l -> l.get("over").asInt()).containsExactly(1, 2);
    }

    /** A kill may come at any byte; what is left of the last line goes, and nothing else does. */
    @Test
    void whereverALineWasCutOnlyWholeOnesStay() throws Exception {
        log(new StudyEvent.Resumed(1, 0), new StudyEvent.Resumed(2, 0));
        byte[] whole = Files.readAllBytes(file);
        int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int end = 0; end <= whole.length; end++) {
            Files.write(
                    file, Arrays.copyOf(whole, end), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            log(new StudyEvent.Resumed(3, 0));
            int kept = end == whole.length ? 2 : end >= first ? 1 : 0;
            assertThat(lines()).as("cut after %d bytes", end).hasSize(kept + 1);
            assertThat(lines().get(kept).get("over").asInt()).isEqualTo(3);
        }
    }
}
