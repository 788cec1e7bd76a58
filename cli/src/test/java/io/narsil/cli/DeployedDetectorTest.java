package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.onnx.OnnxModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a detector once it is trained: exported again, given photos, measured, and started from. */
class DeployedDetectorTest {
    @TempDir
    private static Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void train() throws Exception {
        TinyCells.write(folder);
        StringWriter said = new StringWriter();
        int code = Narsil.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(training("trained", "2"));
        assertThat(code).as(said.toString()).isZero();
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String[] training(String out, String epochs, String... more) {
        String[] usual = {
            "train",
            "--task",
            "detection",
            "--data",
            path("cells"),
            "--resolution",
            "64",
            "--precision",
            "fp32",
            "--epochs",
            epochs,
            "--out",
            path(out)
        };
        List<String> all = new ArrayList<>(List.of(usual));
        all.addAll(List.of(more));
        if (!all.contains("--network")) {
            all.addAll(List.of("--network", path("small.yaml")));
        }
        return all.toArray(String[]::new);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Narsil.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theFileFindsWhatTheTrainingFound() throws IOException {
        JsonNode metrics = json(Files.readString(folder.resolve("trained/metrics.json")));
        assertThat(metrics.get("onnx").get("images").asInt()).isEqualTo(8);
        assertThat(metrics.get("onnx").get("score_difference").asDouble()).isLessThan(1e-4);
        assertThat(run("evaluate", path("trained"), "--data", path("cells"), "--json"))
                .as(err.toString())
                .isZero();
        JsonNode measured = json(out.toString());
        assertThat(measured.get("found").asInt())
                .isEqualTo(Files.readAllLines(folder.resolve("trained/found.jsonl"))
                        .size());
        assertThat(measured.get("ap").asDouble())
                .isEqualTo(metrics.get("test").get("ap").asDouble());
        assertThat(measured.get("confusion").get("matrix"))
                .isEqualTo(metrics.get("test").get("confusion").get("matrix"))
                .hasSize(3);
        assertThat(run("evaluate", path("trained/model.onnx"), "--data", path("cells"), "--part", "all"))
                .isZero();
        assertThat(out.toString()).contains("on 24 images of all parts with 48 marked");
        assertThat(err.toString()).contains("all were measured; if the detector was trained on some of them");
    }

    @Test
    void boxesArePrintedInPixelsOfThePhotoAndDrawn() throws IOException {
        String photo = path("cells/images/test/0.png");
        assertThat(run("predict", path("trained"), photo, "--threshold", "0", "--json", "--out", path("pictures")))
                .as(err.toString())
                .isZero();
        JsonNode line = json(out.toString());
        assertThat(line.get("image").asText()).isEqualTo(photo);
        for (JsonNode box : line.get("boxes")) {
            assertThat(box.get("class").asText()).isIn("cell", "dot");
            assertThat(box.get("score").asDouble()).isBetween(0.05, 1.0);
            double left = box.get("box").get(0).asDouble();
            double width = box.get("box").get(2).asDouble();
            assertThat(left).isBetween(0.0, 96.0);
            assertThat(left + width).isLessThanOrEqualTo(96);
        }
        // The same boxes as the training wrote, which are all of the image.
        List<JsonNode> trained = Files.readAllLines(folder.resolve("trained/found.jsonl")).stream()
                .map(DeployedDetectorTest::json)
                .filter(box -> box.get("image").asText().equals("images/test/0.png"))
                .toList();
        assertThat(line.get("boxes")).hasSameSizeAs(trained);
        BufferedImage picture =
                ImageIO.read(folder.resolve("pictures/0.png.boxes.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(6 * 96);
        assertThat(run("predict", path("trained"), photo, photo, "--threshold", "1"))
                .isZero();
        assertThat(out.toString()).containsPattern("0.png +nothing");
        assertThat(run("predict", path("trained"), photo, "--csv", "--threshold", "0"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(1 + trained.size());
        assertThat(out.toString()).startsWith("image,class,score,left,top,width,height");
    }

    /** {@code -Dnarsil.python=PROGRAM} names a Python. */
    @Test
    void anotherLanguageFindsTheSame() throws Exception {
        String python = System.getProperty("narsil.python", "python3");
        assumeTrue(
                Programs.run(List.of(python, "-c", "import numpy, onnxruntime, PIL"))
                        .equals(""),
                "no Python with numpy, onnxruntime and pillow: -Dnarsil.python=PROGRAM names one");
        // One that is wider than high, so that it has bars.
        Path wide = folder.resolve("wide.png");
        BufferedImage square =
                ImageIO.read(folder.resolve("cells/images/test/3.png").toFile());
        ImageIO.write(square.getSubimage(0, 0, 96, 60), "png", wide.toFile());
        String model = path("trained/model.onnx");
        List<String> photos = List.of(path("cells/images/test/1.png"), wide.toString());
        assertThat(run("predict", model, photos.get(0), photos.get(1), "--threshold", "0.055", "--json"))
                .as(err.toString())
                .isZero();
        List<String> ours = out.toString().lines().toList();
        List<String> theirs = Programs.run(List.of(
                        python, "../examples/detect.py", "--threshold", "0.055", model, photos.get(0), photos.get(1)))
                .lines()
                .toList();
        assertThat(theirs).as("%s", theirs).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonNode own = json(ours.get(i)).get("boxes");
            JsonNode other = json(theirs.get(i)).get("boxes");
            assertThat(other).hasSameSizeAs(own);
            // Those of nearly equal scores may stand in another order.
            assertThat(own).allSatisfy(box -> assertThat(other).anyMatch(theirBox -> same(box, theirBox)));
        }
    }

    private static boolean same(JsonNode a, JsonNode b) {
        boolean same = a.get("class").equals(b.get("class"))
                && Math.abs(a.get("score").asDouble() - b.get("score").asDouble()) < 1e-3;
        for (int side = 0; side < 4; side++) {
            same &= Math.abs(a.get("box").get(side).asDouble()
                            - b.get("box").get(side).asDouble())
                    < 0.1;
        }
        return same;
    }

    @Test
    void whatIsOnlyForOneKindOfNetworkIsRefusedForTheOther() {
        String photo = path("cells/images/test/0.png");
        assertThat(run("predict", path("trained"), photo, "--top", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("--top: a detector names one class for each box");
        assertThat(run("predict", path("trained"), photo, "--threshold", "1.5")).isEqualTo(2);
        assertThat(err.toString()).contains("--threshold: this must be from 0 to 1, not 1.5");
        assertThat(run("export", path("trained"), "--int8")).isEqualTo(2);
        assertThat(err.toString()).contains("--int8: it is calibrated on images, and there are none");
        assertThat(run("export", "resnet-18", "--nms", "--weights", "none")).isEqualTo(2);
        assertThat(err.toString()).contains("--nms: only a detector has boxes to select");
        assertThat(run("train", "--network", path("small.yaml"), "--data", path("cells"), "--neck", "64"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--neck: only a detector has this. Maybe --task detection");
        assertThat(run(training("third", "1", "--head-depth", "17"))).isEqualTo(2);
        assertThat(err.toString()).contains("--head-depth: this must be from 0 to 16, not 17. Maybe 2");
        assertThat(run("evaluate", path("trained"), "--data", "fashion")).isEqualTo(2);
        assertThat(err.toString()).contains("--data: nothing is marked in the built-in images");
    }

    @Test
    void itIsExportedOnceMoreInOtherForms() {
        assertThat(run("export", path("trained"), "--nms", "--data", path("cells")))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("proven on 8 test images: the same")
                .contains("written to " + path("trained/model.nms.onnx"));
        assertThat(run("evaluate", path("trained/model.nms.onnx"), "--data", path("cells")))
                .isZero();
        assertThat(run("export", path("trained"), "--resolution", "96", "--pixels"))
                .as(err.toString())
                .isZero();
        try (OnnxModel model = OnnxModel.open(folder.resolve("trained/model-96.onnx"), 1);
                OnnxModel before = OnnxModel.open(folder.resolve("trained/model.onnx"), 1)) {
            assertThat(model.size()).isEqualTo(96);
            assertThat(model.preparation().inside()).isTrue();
            // The scale and the names are those of the training, whatever it is proven on.
            assertThat(model.preparation().mean())
                    .isEqualTo(before.preparation().mean());
            assertThat(model.classes()).containsExactly("cell", "dot");
        }
        assertThat(run("export", path("trained"), "--int8", "--data", path("cells"), "--out", path("small.onnx")))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .containsPattern(
                        "8 bits, calibrated on 8 training images: of 8 test images mAP \\d+\\.\\d\\d % \\(32 bits: ")
                .contains("written to " + path("small.int8.onnx"));
        try (OnnxModel model = OnnxModel.open(folder.resolve("small.int8.onnx"), 1)) {
            assertThat(model.detects()).isTrue();
        }
        assertThat(run("export", path("trained"), "--resolution", "100")).isEqualTo(2);
        assertThat(err.toString()).contains("--resolution: images of 100 pixels are no multiple of 32");
    }

    /** A folder whose file is gone no longer says the scale of its images. */
    @Test
    void withoutItsFileTheImagesOfTheTrainingAreNeeded() throws IOException {
        Path bare = Files.createDirectories(folder.resolve("bare"));
        for (String name : List.of("architecture.yaml", "metrics.json", "weights.safetensors")) {
            Files.copy(folder.resolve("trained").resolve(name), bare.resolve(name));
        }
        assertThat(run("export", bare.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--data: there is no").contains("which would say the scale of its images");
        assertThat(run("export", bare.toString(), "--data", path("cells"))).isZero();
        assertThat(bare.resolve("model.onnx")).exists();
        // Damaged, it says it no more than one that is gone.
        byte[] bytes = Files.readAllBytes(bare.resolve("model.onnx"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(bare.resolve("model.onnx"), bytes);
        assertThat(run("export", bare.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("model.onnx");
        assertThat(run("export", bare.toString(), "--data", path("cells")))
                .as(err.toString())
                .isZero();
        assertThat(OnnxModel.sound(bare.resolve("model.onnx"))).isTrue();
    }

    @Test
    void anotherDetectorStartsFromItsBackbone() throws IOException {
        assertThat(run(training("second", "1", "--init", path("trained"), "--neck", "64", "--head-depth", "1")))
                .as(err.toString())
                .isZero();
        JsonNode detector =
                json(Files.readString(folder.resolve("second/metrics.json"))).get("detector");
        assertThat(detector.get("neck").asInt()).isEqualTo(64);
        assertThat(detector.get("depth").asInt()).isEqualTo(1);
        assertThat(folder.resolve("second/model.onnx")).exists();
    }

    /** What {@code narsil evolve} has written says neck and head. */
    @Test
    void anEvolvedDetectorIsTrainedAsItWasFound() throws IOException {
        Path evolved = Files.createDirectories(folder.resolve("evolved"));
        Path network = Files.copy(folder.resolve("small.yaml"), evolved.resolve("architecture.yaml"));
        Path prediction = Files.writeString(evolved.resolve("prediction.json"), """
                {"predicted": 0.5, "detector": {"neck": 48, "depth": 0, "activation": "relu", "objects": "objects"}}
                """);
        assertThat(run(training("as-found", "1", "--network", network.toString())))
                .as(err.toString())
                .isZero();
        assertThat(json(Files.readString(folder.resolve("as-found/metrics.json")))
                        .get("detector")
                        .toString())
                .contains("\"neck\":48,\"depth\":0");
        Files.writeString(prediction, "{\"detector\": {\"neck\": 0}}");
        assertThat(run(training("damaged", "1", "--network", network.toString())))
                .isEqualTo(2);
        assertThat(err.toString()).contains("prediction.json: the file is damaged");
    }
}
