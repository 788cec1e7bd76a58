package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.narsil.study.folder.RunFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search of the user's own in two processes: one says what there is, the other trains it. */
class OwnSearchRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private List<JsonNode> lines(String input, String... arguments) throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), input);
        Path out = folder.resolve("out.jsonl");
        Process process = new ProcessBuilder(TinyStudy.command(List.of(arguments)))
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
        try (Stream<String> all = Files.lines(out, StandardCharsets.UTF_8)) {
            return all.<JsonNode>map(OwnSearchRunTest::read).toList();
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (java.io.IOException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void theFolderOfARunIsNotTaken() throws Exception {
        String study = new TinyStudy(folder).write().toString();
        RunFolder run = new RunFolder(folder.resolve("run"));
        Files.createDirectories(run.path());
        Files.writeString(run.study(), "narsil: study/1\n");
        StringWriter err = new StringWriter();
        assertThat(Narsil.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute("problem", study, "--out", run.path().toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is the folder of a run", "Maybe a folder of its own");
        assertThat(run.images()).doesNotExist();
    }

    @Test
    void whatIsDrawnCanBeTrainedFromTheNetworkThatTheStudyNames() throws Exception {
        Path earlier = ParentRunTest.parent(folder.resolve("earlier")).weights();
        String study = new TinyStudy(folder)
                .write("small: {macs: 600k}", "init: earlier\n")
                .toString();
        List<JsonNode> found = lines(
                "{\"type\":\"draw\",\"budget\":\"small\",\"count\":1,\"seed\":1}\n",
                "problem",
                study,
                "--out",
                folder.resolve("own").toString());
        assertThat(found).extracting(f -> f.get("type").asText()).containsExactly("problem", "candidate", "done");
        assertThat(found.get(0).at("/images/train").asInt()
                        + found.get(0).at("/images/validation").asInt()
                        + found.get(0).at("/images/test").asInt())
                .isEqualTo(200);
        assertThat(found.get(1).get("inherits").asBoolean()).isTrue();
        assertThat(Path.of(found.get(0).at("/parent/weights").asText()))
                .startsWith(folder.resolve("own"))
                .hasSameBinaryContentAs(earlier);

        ObjectNode request = JSON.createObjectNode();
        request.put("type", "train").put("trial", 7).put("seed", 5);
        request.set("architecture", found.get(1).get("architecture"));
        request.set("recipe", found.get(1).get("recipe"));
        request.set("data", found.get(0).at("/images/data"));
        request.set("parent", found.get(0).get("parent"));
        request.put("epochs", 1).put("schedule_epochs", 2).put("test", true);
        Process worker = new ProcessBuilder(TinyStudy.command(List.of("worker", study)))
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        try (var in = worker.outputWriter(StandardCharsets.UTF_8);
                var out = worker.inputReader(StandardCharsets.UTF_8)) {
            assertThat(read(out.readLine()).get("type").asText()).isEqualTo("ready");
            in.write(request + "\n");
            in.flush();
            JsonNode epoch = read(out.readLine());
            while (epoch.get("type").asText().equals("alive")) {
                epoch = read(out.readLine());
            }
            assertThat(epoch.get("type").asText()).isEqualTo("epoch");
            assertThat(epoch.get("trial").asInt()).isEqualTo(7);
            assertThat(epoch.get("score").asDouble()).isBetween(0.0, 1.0);
            JsonNode done = read(out.readLine());
            assertThat(done.get("type").asText()).isEqualTo("done");
            assertThat(done.get("test_score").asDouble()).isBetween(0.0, 1.0);
        }
        assertThat(worker.waitFor(60, TimeUnit.SECONDS))
                .as("it ends with its input")
                .isTrue();
        assertThat(worker.exitValue()).isZero();
    }
}
