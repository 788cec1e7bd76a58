package io.narsil.study.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.search.Trial;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.store.Chosen;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.RunFolder;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTableTest {
    @TempDir
    private Path path;

    private RunFolder run;

    @BeforeEach
    void write() {
        run = new RunFolder(path);
        SampleRun.write(run);
    }

    private static Map<String, Object> values(List<TrialColumn> columns, TrialRow row) {
        Map<String, Object> values = new LinkedHashMap<>();
        columns.forEach(c -> assertThat(values.put(c.name(), c.of(row)))
                .as(c.name() + " is there twice")
                .isNull());
        return values;
    }

    @Test
    void aTrialOfARoundIsThereWithAllThatIsKnownOfIt() {
        TrialTable table = TrialTable.read(run);
        assertThat(table.finished()).isTrue();
        assertThat(table.damaged()).isEmpty();
        assertThat(table.rows()).extracting(TrialRow::trial).containsExactly(0, 1, 2, 3, 4, 5, 6);
        TrialRow row = table.rows().get(4);
        Map<String, Object> values = values(TrialColumn.nested(table), row);
        assertThat(values)
                .containsEntry("trial", 4)
                .containsEntry("kind", "round")
                .containsEntry("round", 2)
                .containsEntry("budget", "small")
                .containsEntry("why", "promising")
                .containsEntry("status", "done")
                .containsEntry("reason", null)
                .containsEntry("epochs_done", 1)
                .containsEntry("score", 0.58)
                .containsEntry("test_score", null)
                .containsEntry("predicted", 0.54)
                .containsEntry("deviation", 0.01)
                .containsEntry("macs", row.cost().macs())
                .containsEntry("latency_ns", null)
                .containsEntry("seconds", 2.0)
                .containsEntry("space", "fbnetv3-small")
                .containsEntry("scores", List.of(0.58))
                .containsEntry("losses", List.of(1.0));
        assertThat(row.architecture()).containsKeys("stage1.channels", "expansion45.first");
        assertThat(values.get("architecture.stage1.channels"))
                .isEqualTo(new BigDecimal(row.architecture().get("stage1.channels")));
        assertThat(values.get("recipe.optimizer")).isEqualTo(row.recipe().get("optimizer"));
        assertThat(values).as("what the space fixes").containsEntry("recipe.label_smoothing", new BigDecimal("0.1"));
    }

    /** Its candidate is of another space, but its recipe has the same settings. */
    @Test
    void whatIsMadeByHandHasParametersOfItsOwn() {
        TrialTable table = TrialTable.read(run);
        TrialRow hand = table.rows().get(6);
        Map<String, Object> values = values(TrialColumn.spread(table), hand);
        assertThat(values)
                .containsEntry("kind", "hand")
                .containsEntry("round", null)
                .containsEntry("space", "residual")
                .containsEntry("test_score", 0.61)
                .containsEntry("architecture.stage1.channels", null)
                .containsEntry("recipe.optimizer", "sgd")
                .containsEntry("epoch_1", 0.6)
                .containsEntry("epoch_2", 0.62);
        assertThat(values.get("architecture.residual")).isInstanceOf(BigDecimal.class);
        assertThat(values(TrialColumn.spread(table), table.rows().get(4))).containsEntry("epoch_2", null);
    }

    @Test
    void whyATrialFailedIsThereAsItWasSaid() {
        TrialRow failed = TrialTable.read(run).rows().get(0);
        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.reason()).isEqualTo(SampleRun.EVIL);
        assertThat(failed.score()).isNull();
    }

    @Test
    void aRunThatIsNotOverIsReadLikeOneThatIs() throws Exception {
        List<TrialRow> before = TrialTable.read(run).rows();
        Files.delete(run.result());
        TrialTable table = TrialTable.read(run);
        assertThat(table.finished()).isFalse();
        assertThat(table.rows()).isEqualTo(before);
    }

    /** Parameters may be called by any name, and mean anything. */
    @Test
    void aTrialThatGoesOnWithAnotherAndIsTaughtSaysSo(@TempDir Path other) throws Exception {
        RunFolder table = new RunFolder(other);
        String yaml = "narsil: space/1\nname: t\nparameters: {epochs: [1, 2], \"a,\\\"b\\\"\": [\"=1+1\", \"\"]}\n";
        Files.writeString(table.space(), yaml);
        SearchSpace space = SpaceFile.parse("space.yaml", yaml);
        try (TrialStore store = TrialStores.open(table.database().toString())) {
            StudyTrials study = store.study("s", space);
            Trial first = new Trial(0, Trial.Kind.ROUND, 0, "b", space.candidate(new int[] {0, 0}), 1, 9);
            Trial second = new Trial(
                    1,
                    Trial.Kind.FINALIST,
                    1,
                    "b",
                    space.candidate(new int[] {1, 1}),
                    9,
                    9,
                    OptionalInt.of(0),
                    Optional.of(new Trial.Continued(0, 1)));
            Cost cost = new Cost(1, 2, 3, 4, 5, 6, 7);
            study.chosen(List.of(
                    new Chosen(first, cost, Optional.empty(), "spread"),
                    new Chosen(second, cost, Optional.empty(), "finals")));
        }
        TrialTable read = TrialTable.read(table);
        assertThat(values(TrialColumn.nested(read), read.rows().get(0)))
                .containsEntry("status", "chosen")
                .containsEntry("schedule_epochs", 9)
                .containsEntry("architecture.epochs", BigDecimal.ONE)
                .containsEntry("architecture.a,\"b\"", "=1+1");
        assertThat(values(TrialColumn.nested(read), read.rows().get(1)))
                .containsEntry("teacher", 0)
                .containsEntry("continues", 0)
                .containsEntry("continues_after", 1)
                .containsEntry("latency_ns", 7L)
                .containsEntry("architecture.a,\"b\"", "");
    }

    @Test
    void trialsThatAreKeptElsewhereAreReadFromThere(@TempDir Path elsewhere) throws Exception {
        List<TrialRow> before = TrialTable.read(run).rows();
        Path moved = elsewhere.resolve("moved.db");
        Files.move(run.database(), moved);
        Files.writeString(run.store(), "store: sqlite:" + moved + "\n");
        assertThat(TrialTable.read(run).rows()).isEqualTo(before).isNotEmpty();
        Files.delete(moved);
        assertThatThrownBy(() -> TrialTable.read(run))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(run.store() + ": the trials of this run are kept in sqlite:" + moved);
    }

    @Test
    void aFolderWithoutARunIsRefused() throws Exception {
        assertThatThrownBy(() -> TrialTable.read(new RunFolder(path.resolve("none"))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("there is no such run folder");
        Files.delete(run.database());
        assertThatThrownBy(() -> TrialTable.read(run))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("holds no search that was begun: study.db is missing");
    }
}
