package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A training on more than ten classes says how often the right one is among the five most probable. */
class ManyClassesTest {
    private static final int CLASSES = 11;

    @TempDir
    private Path folder;

    @Test
    void aTrainingTellsTheFiveMostProbableClasses() throws Exception {
        for (int label = 0; label < CLASSES; label++) {
            for (int i = 0; i < 10; i++) {
                TinyImages.write(folder.resolve("images/class" + label).resolve(i + ".png"), 16, 10 * label + i);
            }
        }
        Path network = Files.writeString(folder.resolve("net.yaml"), """
                narsil: architecture/1
                name: net
                input: {channels: 3, resolution: 16}
                classes: 11
                blocks:
                  - {block: conv, kernel: 3, channels: 4, stride: 2}
                  - {block: classifier}
                """);
        StringWriter text = new StringWriter();
        CommandLine line = Narsil.commandLine();
        line.setOut(new PrintWriter(text));
        line.setErr(new PrintWriter(text));
        Path out = folder.resolve("out");
        int code = line.execute(
                "train",
                "--network=" + network,
                "--data=" + folder.resolve("images"),
                "--epochs=1",
                "--out=" + out);
        assertThat(code).as(text.toString()).isZero();
        JsonNode answers =
                new ObjectMapper().readTree(out.resolve("test-answers.json").toFile());
        double share = answers.get("top5").get("share").asDouble();
        assertThat(share).isGreaterThanOrEqualTo(answers.get("accuracy").asDouble());
        assertThat(text.toString())
                .contains(String.format(
                        Locale.ROOT,
                        "among the five most probable classes of an image is its own for %.2f %% (95 %% interval: ",
                        100 * share));
        JsonNode metrics = new ObjectMapper().readTree(out.resolve("metrics.json").toFile());
        assertThat(metrics.get("test_top5").asDouble()).isEqualTo(share);
    }
}
