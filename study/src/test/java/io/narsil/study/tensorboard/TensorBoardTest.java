package io.narsil.study.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.search.Trial;
import io.narsil.study.Tiny;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.table.TrialRow;
import io.narsil.study.table.TrialTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {
    private static final TrialRow FIRST = row(
            0,
            Trial.Kind.ROUND,
            "small",
            "done",
            2,
            null,
            0.7,
            1,
            0,
            Map.of("depth", "2"),
            Map.of("optimizer", "sgd", "ema", "off"),
            List.of(0.5, 0.75),
            List.of(1.5, Double.NaN),
            List.of(2.0, 3.0));
    private static final TrialRow SECOND = row(
            12,
            Trial.Kind.FINALIST,
            "l a/r..ge",
            "failed",
            3,
            0.125,
            null,
            2,
            2_500_000,
            Map.of("depth", "3"),
            Map.of("optimizer", "rmsprop", "ema", "0.9"),
            List.of(0.25),
            List.of(2.0),
            List.of(4.0));

    @TempDir
    private Path folder;

    private static TrialRow row(
            int trial,
            Trial.Kind kind,
            String budget,
            String status,
            int epochs,
            Double test,
            Double predicted,
            int size,
            long latency,
            Map<String, String> architecture,
            Map<String, String> recipe,
            List<Double> scores,
            List<Double> losses,
            List<Double> durations) {
        return new TrialRow(
                trial,
                kind,
                kind == Trial.Kind.ROUND ? 1 : null,
                budget,
                "spread",
                status,
                null,
                epochs,
                epochs,
                scores.isEmpty() ? null : scores.get(scores.size() - 1),
                test,
                predicted,
                null,
                new Cost(1000L * size, 0, 100L * size, 0, 0, 0, latency),
                durations.stream().mapToDouble(d -> d).sum(),
                null,
                null,
                null,
                "space",
                "fingerprint",
                architecture,
                recipe,
                "",
                scores,
                losses,
                durations);
    }

    private static TrialRow without(int trial) {
        return row(
                trial,
                Trial.Kind.ROUND,
                "small",
                "chosen",
                2,
                null,
                null,
                1,
                0,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private TensorBoard.Written write(TrialRow... rows) {
        TrialTable table = new TrialTable(Tiny.PROBLEM.space(), List.of(rows), List.of(), false);
        return TensorBoard.write(new RunFolder(folder.resolve("run")), table, folder.resolve("board"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString())
                    .sorted()
                    .toList();
        }
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = TensorBoardTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    /** The other files were made by TensorBoard's own messages and framing: {@code tools/golden_tensorboard.py}. */
    @Test
    void eachFileHasTheBytesThatTensorBoardWouldWrite() throws Exception {
        assertThat(write(FIRST, without(3), SECOND)).isEqualTo(new TensorBoard.Written(2, 1));
        String first = "board/trial-0000-round-small/" + BoardFolder.FILE;
        String second = "board/trial-0012-finalist-l_a_r__ge/" + BoardFolder.FILE;
        String experiment = "board/" + BoardFolder.FILE;
        assertThat(files()).containsExactly(experiment, first, second);
        assertThat(folder.resolve(first)).hasBinaryContent(golden("first.tfevents"));
        assertThat(folder.resolve(second)).hasBinaryContent(golden("second.tfevents"));
        assertThat(folder.resolve(experiment)).hasBinaryContent(golden("experiment.tfevents"));
    }

    @Test
    void aTrialThatIsTrainedHasNoEnd() throws Exception {
        TrialRow running = row(
                0,
                Trial.Kind.ROUND,
                "small",
                "running",
                2,
                null,
                null,
                1,
                0,
                Map.of(),
                Map.of(),
                List.of(0.5),
                List.of(1.0),
                List.of(1.0));
        write(running);
        String bytes = Files.readString(
                folder.resolve("board/trial-0000-round-small/" + BoardFolder.FILE), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("session_start_info").doesNotContain("session_end_info");
    }

    @Test
    void whatWasWrittenBeforeIsWrittenAgainAndNothingElseIs() throws Exception {
        write(FIRST, SECOND);
        Files.writeString(
                folder.resolve("board/trial-0012-finalist-l_a_r__ge/" + BoardFolder.FILE + ".partial"), "cut");
        write(FIRST);
        assertThat(files()).hasSize(2).noneMatch(f -> f.contains("0012"));
        byte[] before = Files.readAllBytes(folder.resolve("board/" + BoardFolder.FILE));
        for (String foreign : List.of(
                "notes.txt",
                "trial-0001-round-small/notes.txt",
                "trial-0002-round-../x",
                "events.out.tfevents.0.narsil.old")) {
            Path file = folder.resolve("board").resolve(foreign);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "mine");
            assertThatThrownBy(() -> write(SECOND))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("holds what was not written for TensorBoard")
                    .hasMessageContaining(Path.of(foreign).getName(0).toString())
                    .hasMessageContaining("a folder that is new or empty");
            assertThat(file).hasContent("mine");
            Files.delete(file);
            if (foreign.contains("/")) {
                Files.delete(file.getParent());
            }
        }
        assertThat(folder.resolve("board/" + BoardFolder.FILE)).hasBinaryContent(before);
        assertThat(files()).hasSize(2);
    }

    @Test
    void aLinkIsForeign() throws Exception {
        Files.createDirectories(folder.resolve("board"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve(BoardFolder.FILE), "theirs");
        Files.createSymbolicLink(folder.resolve("board/trial-0099-round-small"), elsewhere);
        assertThatThrownBy(() -> write(FIRST)).isInstanceOf(UserException.class);
        assertThat(elsewhere.resolve(BoardFolder.FILE)).hasContent("theirs");
    }

    @Test
    void noNameLeadsElsewhere() {
        for (String budget : List.of("../../etc", "", ".", "a\nb", "\u00e4".repeat(300))) {
            TrialRow odd = row(
                    7,
                    Trial.Kind.ROUND,
                    budget,
                    "done",
                    1,
                    null,
                    null,
                    1,
                    0,
                    Map.of(),
                    Map.of(),
                    List.of(0.5),
                    List.of(1.0),
                    List.of(1.0));
            assertThat(TensorBoard.name(odd)).matches("trial-0007-round-[A-Za-z0-9_-]{1,64}");
        }
    }

    @Test
    void manyTrialsHaveAFolderEach() throws Exception {
        List<TrialRow> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(row(
                    i,
                    Trial.Kind.ROUND,
                    "small",
                    "done",
                    1,
                    null,
                    null,
                    1,
                    0,
                    Map.of("depth", "" + i % 7),
                    Map.of(),
                    List.of(0.5),
                    List.of(1.0),
                    List.of(1.0)));
        }
        assertThat(write(rows.toArray(TrialRow[]::new)).trials()).isEqualTo(200);
        assertThat(files()).hasSize(201);
        assertThat(Collections.max(files())).contains("trial-0199");
    }
}
