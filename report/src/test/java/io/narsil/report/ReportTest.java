package io.narsil.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.config.Fault;
import io.narsil.config.UserException;
import io.narsil.files.Folders;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] FILES = {
        "result.json",
        "fronts.json",
        "study.db",
        "space.yaml",
        "predictor.safetensors",
        "device.json",
        "provenance.json",
        "study.yaml",
        "models/small/architecture.yaml",
        "models/small/recipe.yaml",
        "models/small/model.int8.json",
        "models/small/test-answers.json"
    };

    @TempDir
    private static Path sample;

    private static String page;

    @TempDir
    private Path folder;

    private Path run;

    @BeforeAll
    static void make() throws IOException {
        SampleRun.write(new RunFolder(sample));
        Path file = Report.write(new RunFolder(sample));
        assertThat(file).isEqualTo(sample.resolve("report.html"));
        page = Files.readString(file);
    }

    @BeforeEach
    void copy() throws IOException {
        run = folder.resolve("run");
        for (String name : FILES) {
            Files.createDirectories(run.resolve(name).getParent());
            Files.copy(sample.resolve(name), run.resolve(name));
        }
    }

    /** The data of a page, as a browser would read it: up to the first end of a script. */
    private static JsonNode data(String page) throws IOException {
        int from = page.indexOf("const DATA = ") + "const DATA = ".length();
        String script = page.substring(from, page.indexOf("</script", from));
        assertThat(script).endsWith(";");
        return JSON.readTree(script.substring(0, script.length() - 1));
    }

    @Test
    void aPageHoldsAllThatItsCodeReads() throws Exception {
        JsonNode data = data(page);
        assertThat(data.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "result",
                        "score_text",
                        "unequal",
                        "unfinished",
                        "trials",
                        "front",
                        "fronts",
                        "growth",
                        "rungs",
                        "latencies",
                        "latency_front",
                        "device",
                        "worth",
                        "rounds",
                        "networks",
                        "recipes",
                        "int8",
                        "answers",
                        "intervals",
                        "study",
                        "provenance");
        assertThat(data.get("score_text").asText()).isEqualTo("macro F1");
        assertThat(data.get("unequal").asBoolean()).isTrue();
        JsonNode growth = data.get("growth").get("costs");
        assertThat(growth.findValuesAsText("key")).contains("macs", "params");
        assertThat(growth.get(0).get("steps").get(0).get(2).asDouble()).isBetween(0.0, 1.0);
        assertThat(data.get("result").get("seconds").asDouble()).isEqualTo(62.5);
        assertThat(data.get("result").get("classes").get(1).get("train").asInt())
                .isEqualTo(4);
        JsonNode test = data.get("result").get("family").get(0).get("detail").get("test");
        assertThat(test.get("recall").get(1).asDouble()).isEqualTo(0.5);
        assertThat(test.get("mistakes").get(0).get("answer").asText()).isEqualTo("dog");
        assertThat(test.get("interval").get("low").asDouble()).isBetween(0.4, 0.6);
        assertThat(test.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "accuracy", "interval", "balanced_accuracy", "macro_f1", "recall", "mistakes");
        JsonNode failed = data.get("trials").get(0);
        assertThat(failed.get("status").asText()).isEqualTo("failed");
        assertThat(failed.get("predicted").isNull()).isTrue();
        assertThat(failed.get("curve")).isEmpty();
        JsonNode trial = data.get("trials").get(4);
        assertThat(trial.get("id").asInt()).isEqualTo(4);
        assertThat(trial.get("round").asInt()).isEqualTo(1);
        assertThat(trial.get("why").asText()).isEqualTo("promising");
        assertThat(trial.get("status").asText()).isEqualTo("done");
        assertThat(trial.get("predicted").asDouble()).isEqualTo(0.54);
        assertThat(trial.get("curve").get(0).asDouble()).isEqualTo(0.58);
        assertThat(trial.get("macs").asLong()).isPositive();
        assertThat(data.get("rounds").get(0).get("tau").isNull()).isTrue();
        assertThat(data.get("rounds").get(1).get("tau").asDouble()).isEqualTo(1);
        assertThat(data.get("latencies")).hasSize(6);
        assertThat(data.get("latencies").get("4").asDouble()).isPositive();
        assertThat(data.get("front")).isNotEmpty();
        JsonNode fronts = data.get("fronts");
        assertThat(fronts.get("measures").findValuesAsText("key"))
                .containsExactly("macs", "params", "activations", "memory", "latency");
        JsonNode offer = fronts.get("candidates").get(0);
        long macs = 0;
        for (JsonNode block : offer.get("blocks")) {
            macs += fronts.get("blocks").get(block.asInt()).get(7).asLong();
        }
        assertThat(macs).isEqualTo(offer.get("costs").get(0).asLong());
        assertThat(fronts.get("settings").get(0).asText()).isEqualTo("optimizer");
        assertThat(offer.get("recipe")).hasSameSizeAs(fronts.get("settings"));
        assertThat(fronts.get("train").toString())
                .isEqualTo("[\"--data\",\"DATA\",\"--epochs\",\"2\",\"--score\",\"macro_f1\"]");
        assertThat(data.get("networks").get("small")).isNotEmpty();
        assertThat(data.get("networks").has("none")).isFalse();
        assertThat(data.get("recipes").get("small").asText()).contains("recipe");
        assertThat(data.get("int8").get("small").get("accuracy").asDouble()).isEqualTo(0.6);
        assertThat(data.get("int8").has("none")).isFalse();
        JsonNode answers = data.get("answers").get("small");
        assertThat(answers.get("matrix").get(1).get(0).asInt()).isEqualTo(1);
        assertThat(answers.get("surest").get(0).get("image").asText()).isEqualTo(SampleRun.EVIL);
        assertThat(answers.get("surest").get(1).get("image").isNull()).isTrue();
        // Macro F1 was searched for, whose interval nobody knows; 8 bits were measured by accuracy.
        assertThat(data.get("intervals").get("small").fieldNames()).toIterable().containsExactly("int8", "floats");
        assertThat(data.get("provenance").get("notes").get(0).asText()).isEqualTo(SampleRun.EVIL);
    }

    @Test
    void aRunWithoutADeviceHasNoLatencies() throws Exception {
        Files.delete(run.resolve("device.json"));
        Files.delete(run.resolve("fronts.json"));
        JsonNode data = data(Files.readString(Report.write(new RunFolder(run))));
        assertThat(data.has("device")).isFalse();
        assertThat(data.has("latencies")).isFalse();
        assertThat(data.get("fronts").get("measures").findValuesAsText("key")).doesNotContain("latency");
        assertThat(data.get("trials")).hasSize(7);
    }

    @Test
    void whateverStandsInTheFilesIsText() throws Exception {
        JsonNode data = data(page);
        assertThat(data.get("result").get("study").asText()).isEqualTo(SampleRun.EVIL);
        assertThat(data.get("trials").get(0).get("reason").asText()).isEqualTo(SampleRun.EVIL);
        assertThat(data.get("provenance").get("processor").asText()).isEqualTo(SampleRun.EVIL);
        assertThat(data.get("device").get("device").asText()).isEqualTo(SampleRun.EVIL);
        assertThat(data.get("study").asText()).isEqualTo(SampleRun.STUDY);
        // The page's own scripts end, and nothing of the run does.
        assertThat(page.split("</script", -1)).hasSize(4);
        assertThat(page).doesNotContain("<!--<", "<b>&amp;");
    }

    @Test
    void thePagesCodeWritesTextsOnly() throws Exception {
        for (String name : List.of("pieces", "report", "matrix", "answers", "objects", "family", "recall", "network")) {
            byte[] file = Report.class.getResourceAsStream(name + ".js").readAllBytes();
            String code = new String(file, StandardCharsets.UTF_8);
            assertThat(code).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
            assertThat(page).contains(code);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "study.db                       | /study.db: there is no such database.",
                "space.yaml                     | : this folder holds no finished run: space.yaml is missing. Maybe ",
                "predictor.safetensors          | : this folder holds no finished run: predictor.safetensors is"
                        + " missing",
                "provenance.json                | /provenance.json: the file is missing. Maybe delete result.json and",
                "study.yaml                     | /study.yaml: the file is missing. Maybe delete result.json and run",
                "models/small/architecture.yaml | /models/small/architecture.yaml: ",
                "models/small/recipe.yaml       | /models/small/recipe.yaml: the file is missing. Maybe delete result"
            })
    void aMissingFileIsNamed(String name, String message) throws Exception {
        Files.delete(run.resolve(name));
        assertRefused(run + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "result.json                    | /result.json: the file is damaged",
                "study.db                       | /study.db: the database is damaged",
                "space.yaml                     | /space.yaml",
                "predictor.safetensors          | /predictor.safetensors: ",
                "fronts.json                    | /fronts.json: the file is damaged",
                "device.json                    | /device.json: this is no device profile of this version",
                "provenance.json                | /provenance.json: the file is damaged. Maybe delete it and"
                        + " result.json, and",
                "models/small/architecture.yaml | /models/small/architecture.yaml",
                "models/small/model.int8.json   | /models/small/model.int8.json: the file is damaged",
                "models/small/test-answers.json | /models/small/test-answers.json: the file is damaged"
            })
    void aDamagedFileIsNamed(String name, String message) throws Exception {
        Files.writeString(run.resolve(name), "{ is neither JSON nor YAML, and certainly no database: ".repeat(30));
        assertRefused(run + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "3"})
    void jsonThatIsNoObjectIsDamaged(String text) throws Exception {
        Files.writeString(run.resolve("provenance.json"), text);
        assertRefused(run + "/provenance.json: the file is damaged");
    }

    @Test
    void aResultWithoutAFamilyIsDamaged() throws Exception {
        Files.writeString(run.resolve("result.json"), "{}");
        assertRefused(run + "/result.json: the file is damaged");
    }

    @Test
    void textThatIsNoTextIsNamed() throws Exception {
        Files.write(run.resolve("study.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertRefused(run + "/study.yaml: the file cannot be read");
    }

    @Test
    void allFaultsAreToldAtOnce() throws Exception {
        Files.delete(run.resolve("study.db"));
        Files.delete(run.resolve("study.yaml"));
        Files.writeString(run.resolve("provenance.json"), "{");
        Files.delete(run.resolve("models/small/recipe.yaml"));
        List<String> named = new ArrayList<>();
        try {
            Report.write(new RunFolder(run));
        } catch (UserException e) {
            e.problems().stream().map(Fault::where).forEach(named::add);
        }
        assertThat(named)
                .containsExactlyInAnyOrder(
                        run + "/study.db",
                        run + "/study.yaml",
                        run + "/provenance.json",
                        run + "/models/small/recipe.yaml");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Folders.delete(run);
        assertRefused(run + ": this folder holds no finished run");
        assertThat(run).doesNotExist();
    }

    @Test
    void valuesAreReadBackAsTheyWere() throws Exception {
        Map<String, Object> values = Map.of("text", SampleRun.EVIL, "number", 0.1);
        String json = Report.json(values);
        assertThat(json).doesNotContain("<");
        assertThat(JSON.readTree(json)).isEqualTo(JSON.valueToTree(values));
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Report.write(new RunFolder(run)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
        assertThat(run.resolve("report.html")).doesNotExist();
    }
}
