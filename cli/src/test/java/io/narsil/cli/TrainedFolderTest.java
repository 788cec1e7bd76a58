package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A network that was trained alone, on more than ten classes, and what may become of its file. */
class TrainedFolderTest {
    private static final int CLASSES = 11;

    @TempDir
    private Path folder;

    /** What a command printed last. */
    private String printed;

    private int run(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine line = Narsil.commandLine();
        line.setOut(new PrintWriter(text));
        line.setErr(new PrintWriter(text));
        int code = line.execute(arguments);
        printed = text.toString();
        return code;
    }

    @Test
    void aNetworkOfItsOwnSizeTakesPhotosOfAnySize() throws Exception {
        Path images = folder.resolve("images");
        for (int label = 0; label < CLASSES; label++) {
            TinyImages.write(images.resolve("class" + label + "/larger.png"), 30, label);
        }
        // What a training that was killed has left is not kept beside what is read again.
        Path left = Files.createDirectories(folder.resolve("out")).resolve("images.safetensors");
        Files.writeString(left, "left");
        Path bad = Files.writeString(images.resolve("class3/bad.png"), "no image");
        assertThat(assertThrows(AssertionError.class, this::train)).hasMessageContaining("bad.png");
        assertThat(left).doesNotExist();
        Files.delete(bad);
        Path out = train();
        assertThat(printed).contains("so each is scaled to the 16x16 pixels that the network takes", "3x16x16");
        JsonNode answers =
                new ObjectMapper().readTree(out.resolve("test-answers.json").toFile());
        assertThat(answers.get("surest").get(0).get("image").asText()).startsWith("class");
    }

    private Path train() throws Exception {
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
        Path out = folder.resolve("out");
        int code = run(
                "train", "--network=" + network, "--data=" + folder.resolve("images"), "--epochs=1", "--out=" + out);
        assertThat(code).as(printed).isZero();
        return out;
    }

    @Test
    void theFiveMostProbableClassesAreToldAndTheFileIsNotWrittenOverByAnother() throws Exception {
        Path out = train();
        JsonNode answers =
                new ObjectMapper().readTree(out.resolve("test-answers.json").toFile());
        double share = answers.get("top5").get("share").asDouble();
        assertThat(share).isGreaterThanOrEqualTo(answers.get("accuracy").asDouble());
        assertThat(printed)
                .contains(String.format(
                        Locale.ROOT,
                        "among the five most probable classes of an image is its own for %.2f %% (95 %% interval: ",
                        100 * share));
        JsonNode metrics =
                new ObjectMapper().readTree(out.resolve("metrics.json").toFile());
        assertThat(metrics.get("test_top5").asDouble()).isEqualTo(share);

        String images = "--data=" + folder.resolve("images");
        byte[] before = Files.readAllBytes(out.resolve("model.onnx"));
        assertThat(run("export", out.toString(), images, "--resolution=24")).isZero();
        assertThat(printed).contains("written to " + out.resolve("model-24.onnx"));
        // Its classes and the scale of its images are those of the training, whatever it is shown.
        assertThat(run("export", out.toString())).as(printed).isZero();
        assertThat(out.resolve("model.onnx")).hasBinaryContent(before);
        for (int label = 0; label < CLASSES; label++) {
            for (int i = 0; i < 4; i++) {
                TinyImages.write(folder.resolve("new/class" + label).resolve(i + ".png"), 12, 3 * i);
            }
        }
        assertThat(run("export", out.toString(), "--data=" + folder.resolve("new")))
                .as(printed)
                .isZero();
        assertThat(out.resolve("model.onnx")).hasBinaryContent(before);
        Files.move(folder.resolve("new/class0"), folder.resolve("new/other"));
        assertThat(run("export", out.toString(), "--data=" + folder.resolve("new"), "--out=" + folder.resolve("x")))
                .isEqualTo(2);
        assertThat(printed).contains("and the network was trained on class0, ", "Maybe the images that it was trained");
        assertThat(run("export", out.toString(), images, "--fit=letterbox")).isEqualTo(2);
        assertThat(printed).contains("takes photos made squares in another way", "Maybe --out FILE.");
        Path other = Files.copy(out.resolve("weights.safetensors"), folder.resolve("other.safetensors"));
        assertThat(run("export", out.toString(), images, "--weights=" + other)).isEqualTo(2);
        assertThat(printed).contains("model.onnx is of the folder's own weights");
        assertThat(out.resolve("model.onnx")).hasBinaryContent(before);
        assertThat(run("export", out.toString(), images)).as(printed).isZero();
        assertThat(out.resolve("model.onnx")).hasBinaryContent(before);
    }

    /** Of another padding the same weights compute something else, which nobody would see otherwise. */
    @Test
    void whoeverStartsFromItIsToldHowMuchIsTakenAndWhatDiffers() throws Exception {
        Path out = train();
        Path network = out.resolve("architecture.yaml");
        String[] again = {"train", "--data=" + folder.resolve("images"), "--epochs=1", "--init=" + out};
        assertThat(run(with(again, network, "same"))).as(printed).isZero();
        assertThat(printed).contains("init        100 % of the parameters are those of net\n");
        Path padded = Files.writeString(folder.resolve("padded.yaml"), Files.readString(network) + "padding: same\n");
        assertThat(run(with(again, padded, "padded"))).as(printed).isZero();
        assertThat(printed)
                .contains("init        100 % of the parameters are those of net; it pads, normalises or scales");
    }

    private String[] with(String[] command, Path network, String out) {
        return Stream.concat(Stream.of(command), Stream.of("--network=" + network, "--out=" + folder.resolve(out)))
                .toArray(String[]::new);
    }
}
