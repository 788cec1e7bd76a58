package io.narsil.cli.finished;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.cli.text.FaultText;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrialsCommandTest {
    @TempDir
    private Path folder;

    private Path run;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void write() {
        run = folder.resolve("run");
        SampleRun.write(new RunFolder(run));
    }

    private int trials(Writer screen, String... more) {
        err = new StringWriter();
        return new CommandLine(new TrialsCommand())
                .setOut(new PrintWriter(screen))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    FaultText.print(line.getErr(), e);
                    return 2;
                })
                .execute(Stream.concat(Stream.of(run.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private int trials(String... more) {
        out = new StringWriter();
        return trials(out, more);
    }

    private void refused(String because, String... more) {
        assertThat(trials(more)).isEqualTo(2);
        assertThat(err.toString()).contains(because).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    private List<String> listed() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void theScreenHasALineForEachTrial() throws Exception {
        List<String> before = listed();
        assertThat(trials()).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0).split("  +"))
                .containsExactly(
                        "trial",
                        "kind",
                        "round",
                        "budget",
                        "epochs",
                        "status",
                        "score",
                        "test",
                        "multiply-adds",
                        "parameters",
                        "predicted",
                        "recipe");
        assertThat(lines.get(1)).contains("round", "1", "small", "0 of 1", "failed");
        assertThat(lines.get(5)).contains("done", "58.00 %", "54.0 % ± 1.0");
        assertThat(lines.get(7)).contains("by hand", "62.00 %", "61.00 %", "sgd");
        assertThat(out.toString())
                .contains("\\u2028")
                .doesNotContain("\u2028")
                .endsWith("\n7 trials: 6 done, 1 failed\n");
        assertThat(listed()).isEqualTo(before);
    }

    @Test
    void aRunThatIsNotOverSaysSo() throws Exception {
        Files.delete(new RunFolder(run).result());
        assertThat(trials()).isZero();
        assertThat(out.toString()).endsWith("7 trials: 6 done, 1 failed; the search is not over\n");
    }

    @Test
    void csvHasAllColumnsOfAllTrials() {
        assertThat(trials("--csv")).isZero();
        List<List<String>> rows = CsvFormTest.parse(out.toString());
        assertThat(rows).hasSize(8).allMatch(row -> row.size() == rows.get(0).size());
        assertThat(rows.get(0)).startsWith("trial", "kind", "round").endsWith("epoch_1", "epoch_2", "loss_1", "loss_2");
        assertThat(rows.get(1).get(rows.get(0).indexOf("reason"))).isEqualTo(SampleRun.EVIL);
        assertThat(rows.get(7)).endsWith("0.6", "0.62", "1.0", "1.0");
    }

    @Test
    void jsonLinesSayTheSame() throws Exception {
        assertThat(trials("--jsonl")).isZero();
        List<JsonNode> rows = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            rows.add(new ObjectMapper().readTree(line));
        }
        assertThat(rows).hasSize(7);
        assertThat(rows.get(0).get("reason").asText()).isEqualTo(SampleRun.EVIL);
        assertThat(rows.get(0).get("score").isNull()).isTrue();
        assertThat(rows.get(6).get("scores").toString()).isEqualTo("[0.6,0.62]");
        assertThat(rows.get(4).get("architecture.stage1.channels").isNumber()).isTrue();
        assertThat(rows.get(4).get("recipe.optimizer").isTextual()).isTrue();
    }

    @Test
    void columnsAreChosenInAnyOrder() {
        assertThat(trials("--csv", "--columns", "score,trial", "--columns", "epoch_2"))
                .isZero();
        assertThat(out.toString())
                .startsWith("score,trial,epoch_2\n,0,\n0.52,1,\n")
                .endsWith("\n0.62,6,0.62\n");
        assertThat(trials("--jsonl", "--columns", "trial,scores")).isZero();
        assertThat(out.toString()).startsWith("{\"trial\":0,\"scores\":[]}\n");
    }

    @Test
    void aFileIsWrittenWholeAndHoldsTheSame() throws Exception {
        Path file = folder.resolve("new/trials.csv");
        assertThat(trials("--csv", "--out", file.toString())).isZero();
        assertThat(out.toString()).isEmpty();
        String written = Files.readString(file);
        assertThat(trials("--csv")).isZero();
        assertThat(out.toString()).isEqualTo(written);
    }

    @Test
    void whatIsAskedWronglyIsRefused() throws Exception {
        List<String> before = listed();
        refused("there is no column \"scor\". Maybe \"score\"", "--csv", "--columns", "trial,scor");
        refused("2 problems.", "--csv", "--columns", "scores,nothing");
        refused("--jsonl, too", "--csv", "--jsonl");
        refused("Maybe add --csv or --jsonl", "--columns", "trial");
        refused("Maybe add --csv or --jsonl", "--out", folder.resolve("t.csv").toString());
        refused("is a folder", "--csv", "--out", folder.toString());
        refused(
                "inside the run, which is only read",
                "--csv",
                "--out",
                run.resolve("study.db").toString());
        Path link = Files.createSymbolicLink(folder.resolve("link"), run);
        refused(
                "inside the run, which is only read",
                "--tensorboard",
                link.resolve("board/new").toString());
        Files.delete(link);
        run = folder.resolve("none");
        refused("there is no such run folder");
        assertThat(listed()).isEqualTo(before);
    }

    @Test
    void aFolderForTensorBoardIsWritten() throws Exception {
        Path board = folder.resolve("new/board");
        for (int i = 0; i < 2; i++) {
            assertThat(trials("--tensorboard", board.toString())).isZero();
            assertThat(out.toString())
                    .startsWith("6 trials written to " + board + "; 1 has no epoch yet and no folder")
                    .contains("tensorboard --logdir " + board);
        }
        List<String> written;
        try (Stream<Path> all = Files.walk(board)) {
            written = all.filter(Files::isRegularFile).map(Path::toString).toList();
        }
        assertThat(written).hasSize(7).allMatch(f -> f.endsWith("/events.out.tfevents.0.narsil"));
        Files.writeString(board.resolve("thesis.tex"), "years of work");
        refused("not written for TensorBoard by this command: thesis.tex", "--tensorboard", board.toString());
        refused("Maybe leave out --csv", "--tensorboard", board.toString(), "--csv");
        refused(
                "is a file, not a folder",
                "--tensorboard",
                board.resolve("thesis.tex").toString());
        refused(
                "inside the run, which is only read",
                "--tensorboard",
                run.resolve("board").toString());
        assertThat(board.resolve("thesis.tex")).hasContent("years of work");
    }

    @Test
    void damagedTrialsAreNamedAndTheOthersListed() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + run.resolve("study.db"));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE epoch SET score = 0.99 WHERE trial = 3");
            statement.execute("UPDATE trial SET candidate = '{}' WHERE id = 5");
        }
        for (String form : List.of("--csv", "--jsonl")) {
            assertThat(trials(form, "--columns", "trial")).isEqualTo(2);
            assertThat(out.toString().replaceAll("[^0-9]", "")).isEqualTo("01246");
            assertThat(err.toString().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("trial 3 is damaged: it does not match its checksum"),
                            line -> assertThat(line).contains("trial 5 is no candidate of the space"));
        }
        Files.writeString(run.resolve("study.db"), "nothing of the kind, and longer than any header is. ".repeat(20));
        refused("study.db: the database is damaged");
    }

    /** A pipe whose reader has gone, as {@code | head} is. */
    @Test
    void aClosedPipeEndsItQuietly() {
        StringBuilder taken = new StringBuilder();
        Writer pipe = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                if (taken.length() > 0) {
                    throw new IOException("Broken pipe");
                }
                taken.append(text, from, length);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        assertThat(trials(pipe, "--jsonl", "--columns", "trial")).isZero();
        assertThat(taken.toString()).isEqualTo("{\"trial\":0}\n");
        assertThat(err.toString()).isEmpty();
    }
}
