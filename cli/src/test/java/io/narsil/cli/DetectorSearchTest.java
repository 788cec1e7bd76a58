package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code task: detection} in a study, from annotated images to a family of detectors. */
class DetectorSearchTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private TinyStudy tiny;
    private Path study;

    @BeforeEach
    void make() throws Exception {
        TinyCells.write(folder);
        study = write();
        tiny = new TinyStudy(folder);
    }

    /** Writes the space and the study. */
    private Path write() throws Exception {
        Files.writeString(folder.resolve("space.yaml"), """
                narsil: space/1
                name: cells
                stages:
                  - {block: conv, kernel: 3, channels: 8, stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 1, channels: 8, stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: [8, 16], stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: [16, 24], depth: [1, 2], stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: [16, 24], stride: 2}
                  - {block: classifier}
                """);
        return Files.writeString(folder.resolve("cells.yaml"), """
                narsil: study/1
                task: detection
                data: {folder: cells, resolution: 96}
                space: space.yaml
                budgets:
                  small: {macs: 4M}
                  large: {macs: 6M}
                recipe: {ema_decay: 0.5, batch_size: 2}
                rounds: 1
                batch: 3
                epochs: 2
                final_epochs: 3
                pool: 60
                """);
    }

    private static JsonNode json(Path file) throws Exception {
        return JSON.readTree(file.toFile());
    }

    @Test
    void aKilledSearchComesToTheSameFamilyWithAnotherNumberOfWorkers() throws Exception {
        Path whole = folder.resolve("whole");
        tiny.finish(tiny.search(study, whole, "--workers", "2"));
        assertThat(tiny.output())
                .contains("objects     cell 24, dot 24")
                .contains("best mAP")
                .containsPattern("\"validation\" and \"test\" are mAP.*\n.*with 16 objects to be found");
        JsonNode result = json(whole.resolve("result.json"));
        assertThat(result.get("score").asText()).isEqualTo("map");
        assertThat(result.get("classes").get(1).get("test").asInt()).isEqualTo(8);
        assertThat(result.get("family")).hasSize(2);
        for (JsonNode member : result.get("family")) {
            isWhole(whole.resolve(member.get("folder").asText()), member);
        }

        String page = Files.readString(whole.resolve("report.html"));
        assertThat(page)
                .contains("\"objects\":{\"classes\":[\"cell\",\"dot\"],\"photos\":[{\"name\":\"images/test/0.png\"")
                .contains("\"members\":{\"small\":{\"curves\":[{\"points\":[");

        tiny.finish(tiny.start(List.of("evolve", whole.toString(), "--macs", "6M", "--name", "phone")));
        JsonNode form = json(whole.resolve("evolved/phone/prediction.json")).get("detector");
        assertThat(tiny.output()).contains("--neck " + form.get("neck") + " --head-depth " + form.get("depth") + " of");

        Path killed = folder.resolve("killed");
        Process first = tiny.search(study, killed, "--workers", "1");
        TinyStudy.awaitTrials(killed, first, 2);
        TinyStudy.kill(first);
        // What is marked is kept with the run: it goes on though the folder is gone.
        Files.move(folder.resolve("cells"), folder.resolve("elsewhere"));
        tiny.finish(tiny.start(List.of("search", killed.resolve("study.yaml").toString(), "--workers", "2")));
        assertThat(TinyStudy.models(killed)).isEqualTo(TinyStudy.models(whole));
        Files.move(folder.resolve("elsewhere"), folder.resolve("cells"));
    }

    private void isWhole(Path member, JsonNode said) throws Exception {
        JsonNode metrics = json(member.resolve("metrics.json"));
        assertThat(metrics.get("task").asText()).isEqualTo("detection");
        assertThat(metrics.get("cost").get("macs").asLong())
                .isEqualTo(said.get("macs").asLong());
        assertThat(metrics.get("detector").get("neck").asInt()).isIn(64, 96);
        assertThat(said.get("onnx").get("images").asInt()).isEqualTo(8);
        assertThat(member.resolve("model.onnx")).exists();
        JsonNode found = said.get("detail").get("found");
        assertThat(found.get("map").asDouble()).isEqualTo(said.get("test").asDouble());
        assertThat(said.get("hand").get("detail").get("found").get("classes")).hasSize(2);
        // What is written is what other commands read, and is judged alike.
        StringWriter out = new StringWriter();
        int ended = Narsil.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(
                        "boxes",
                        folder.resolve("cells").toString(),
                        "--found",
                        member.resolve("found.jsonl").toString(),
                        "--json");
        assertThat(ended).isZero();
        assertThat(JSON.readTree(out.toString()).get("ap").asDouble())
                .isEqualTo(found.get("map").asDouble());
    }
}
