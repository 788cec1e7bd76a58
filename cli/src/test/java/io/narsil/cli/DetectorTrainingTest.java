package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
import io.narsil.network.Zoo;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code narsil train --task detection}, from annotated images to boxes that are judged. */
class DetectorTrainingTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void make() throws Exception {
        TinyCells.write(folder);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Narsil.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int train(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "train",
                "--task",
                "detection",
                "--data",
                folder.resolve("cells").toString(),
                "--precision",
                "fp32",
                "--out",
                folder.resolve("trained").toString()));
        all.addAll(List.of(more));
        return run(all.toArray(new String[0]));
    }

    private int trainSmall(String... more) {
        List<String> all = new ArrayList<>(
                List.of("--network", folder.resolve("small.yaml").toString(), "--epochs", "2"));
        all.addAll(List.of(more));
        return train(all.toArray(new String[0]));
    }

    @Test
    void aDetectorIsTrainedAndItsBoxesAreJudged() throws Exception {
        assertThat(trainSmall("--resolution", "64")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("8 images to train on, 8 to choose by, 8 kept for the end; 2 classes, 64x64 colour")
                .contains("epoch 2 of 2")
                .containsPattern("validation  mAP \\d+\\.\\d\\d % after epoch \\d, whose weights are kept")
                .containsPattern("judged +[\\d,]+ boxes, on 8 images of the part test with 16 marked")
                .containsPattern(
                        "model.onnx  proven on 8 test images: the same [\\d,]+ boxes, scores differ by at most");
        Path trained = folder.resolve("trained");
        JsonNode metrics =
                new ObjectMapper().readTree(trained.resolve("metrics.json").toFile());
        assertThat(metrics.get("task").asText()).isEqualTo("detection");
        assertThat(metrics.get("detector").get("neck").asInt()).isEqualTo(96);
        assertThat(metrics.get("validation_curve")).hasSize(2);
        // What is written is what other commands read, and is judged alike.
        String found = trained.resolve("found.jsonl").toString();
        assertThat(run("boxes", folder.resolve("cells").toString(), "--found", found, "--json"))
                .as(err.toString())
                .isZero();
        JsonNode judged = new ObjectMapper().readTree(out.toString());
        assertThat(judged.get("ap").asDouble())
                .isEqualTo(metrics.get("test").get("ap").asDouble());
        assertThat(trainSmall("--resolution", "64")).isEqualTo(2);
        assertThat(err.toString()).contains("this folder holds a finished training");
    }

    /** As it stands in the example, without a size: that of detectors, whatever the weights' network had. */
    @Test
    void aPublishedBackboneInheritsFromItsWeights() {
        Network published = Zoo.get("mobilenetv3-small");
        List<TensorEntry> entries = new ArrayList<>();
        WeightShapes.of(published).forEach((name, shape) -> {
            long[] sizes = shape.stream().mapToLong(s -> s).toArray();
            float[] values = new float[(int) Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
            Arrays.fill(values, 0.01f);
            entries.add(TensorEntry.of(name, values, sizes));
        });
        Path weights = folder.resolve("weights.safetensors");
        Safetensors.write(weights, entries, Map.of());
        assertThat(train("--network", "mobilenetv3-small", "--init", weights.toString(), "--epochs", "1"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("2 classes, 320x320 colour").contains("written to");
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsMade() throws Exception {
        assertThat(trainSmall("--resolution", "100")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--network: no detector can be made of it for these images: images of 100 pixels are no multiple"
                                + " of 32")
                .contains("Maybe resolution: 96");
        assertThat(trainSmall("--resolution", "64", "--fit", "crop")).isEqualTo(2);
        assertThat(err.toString()).contains("--fit: what is cut away cannot be found. Maybe --fit letterbox");
        assertThat(trainSmall("--score", "macro_f1")).isEqualTo(2);
        assertThat(err.toString()).contains("--score: the best epoch of a detector is that of the best mAP");
        assertThat(run("train", "--task", "detektion", "--network", "resnet-18", "--data", "cells"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--task").contains("Maybe \"detection\"");
        assertThat(run("train", "--task", "detection", "--network", "resnet-18", "--data", "fashion"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--data: nothing is marked in the built-in images");
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), "mixup: 0.2\nrand_augment: 5\n");
        assertThat(trainSmall("--resolution", "64", "--recipe", recipe.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("recipe.yaml: mixup is 0.2, which boxes cannot follow. Maybe \"mixup: 0\"")
                .contains("recipe.yaml: rand_augment is 5, which boxes cannot follow. Maybe \"rand_augment: 0\"");
        for (int i = 0; i < 8; i++) {
            Files.writeString(folder.resolve("cells/labels/val/" + i + ".txt"), "");
        }
        assertThat(trainSmall("--resolution", "64")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--data: no object that is to be found is marked in the images to choose by: no epoch could be told");
        assertThat(folder.resolve("trained/images.safetensors")).doesNotExist();
    }
}
