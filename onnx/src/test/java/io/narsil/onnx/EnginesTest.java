package io.narsil.onnx;

import static io.narsil.onnx.SampleWeights.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.narsil.network.Activation;
import io.narsil.network.BlockKind;
import io.narsil.network.BlockKinds;
import io.narsil.network.BlockLibrary;
import io.narsil.network.Conventions;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import io.narsil.random.Seeds;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exported networks in the engines of others: each kind of block, activation and head, each space and published network.
 *
 * <p>{@code -Dnarsil.python=PROGRAM} names a Python that has numpy, onnxruntime and one of cv2 and openvino. {@code
 * -Dnarsil.models=FOLDER} writes the whole zoo at its own sizes there, for tools/check_engines.py to be run on.
 */
class EnginesTest {
    private static final Path SCRIPT = Path.of("../tools/check_engines.py");
    /** Of the zoo, what is small enough for every run. */
    private static final List<String> FEW =
            List.of("fbnetv3-a", "mobilenetv3-small", "efficientnet-b0", "efficientnet-lite0", "resnet-18");

    private static final int SMALL = 64;

    @TempDir
    private Path temporary;

    @Test
    void otherEnginesComputeTheSame() throws Exception {
        String python = System.getProperty("narsil.python", "python3");
        assumeTrue(
                run(List.of(python, "-c", "import numpy, onnxruntime, cv2")).status() == 0,
                "no Python with numpy, onnxruntime and opencv: -Dnarsil.python=PROGRAM names one");
        List<String> command = new ArrayList<>(List.of(python, SCRIPT.toString(), "--brief"));
        write().forEach(file -> command.add(file.toString()));
        for (SampleDetector sample : SampleDetector.all()) {
            Path file = temporary.resolve("detector-" + sample.detector().name() + ".onnx");
            sample.file(Optional.empty()).write(file);
            command.add(file.toString());
        }
        Ended ended = run(command);
        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("OpenCV");
    }

    /** What is written is known to be read by all engines: nothing else may slip in unseen. */
    @Test
    void operationsAreThoseThatEveryEngineReadsRightly() throws IOException {
        for (Path file : write()) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(text).as(file.toString()).doesNotContain("HardSigmoid").contains("input", "logits");
            try (OnnxModel model = OnnxModel.open(file, 1)) {
                assertThat(model.run(model.values(new byte[model.channels() * model.size() * model.size()]), 1)[0])
                        .hasSize(model.classes().size());
            }
        }
    }

    @Test
    void everyKindOfBlockIsTried() {
        String all = String.join(" ", own(Activation.RELU, "hard_sigmoid", true));
        List<String> ofOthers = ServiceLoader.load(BlockLibrary.class).stream()
                .flatMap(library -> library.get().kinds().stream())
                .map(BlockKind::key)
                .toList();
        assertThat(BlockKinds.keys())
                .filteredOn(kind -> !ofOthers.contains(kind))
                .hasSizeGreaterThan(7)
                .allMatch(all::contains);
    }

    private List<Path> write() throws IOException {
        String kept = System.getProperty("narsil.models");
        Path folder = kept == null ? temporary : Files.createDirectories(Path.of(kept));
        Map<String, Network> networks = new LinkedHashMap<>();
        for (Activation activation : Activation.values()) {
            networks.put("blocks-" + activation.key(), parsed(own(activation, "hard_sigmoid", true)));
        }
        networks.put("blocks-sigmoid-gate", parsed(own(Activation.SWISH, "sigmoid", false)));
        networks.put(
                "blocks-tensorflow",
                parsed(own(Activation.RELU6, "sigmoid", true)).with(Conventions.TENSORFLOW));
        for (String name : List.of("fbnetv3-small", "fbnetv3")) {
            Problem problem =
                    Problem.of(SpaceFile.shipped(name), new InputSpec(name.equals("fbnetv3") ? 3 : 1, 32, 10));
            for (int i = 0; i < 3; i++) {
                networks.put(
                        name + "-space-" + i,
                        problem.network(problem.space().random(new Seeds(7).stream("engines", i))));
            }
        }
        for (String name : kept == null ? FEW : Zoo.names()) {
            Network published = Zoo.get(name);
            networks.put(name, kept == null ? published.with(name, 3, SMALL, published.classes()) : published);
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, Network> entry : networks.entrySet()) {
            for (boolean pixels : List.of(false, true)) {
                files.add(write(folder, entry.getKey(), entry.getValue(), pixels));
            }
        }
        return files;
    }

    private static Path write(Path folder, String name, Network network, boolean pixels) {
        Path file = folder.resolve(name + (pixels ? "-pixels.onnx" : ".onnx"));
        Preparation half = new Preparation(
                Collections.nCopies(network.channels(), 0.5), Collections.nCopies(network.channels(), 0.25), pixels);
        List<String> classes = IntStream.range(0, network.classes())
                .mapToObj(i -> "class " + i)
                .toList();
        OnnxFile.write(file, network, weights(network, 1), classes, half, "test");
        return file;
    }

    private static Network parsed(List<String> blocks) {
        return NetworkFile.parse(
                "n",
                "narsil: architecture/1\nname: own\ninput: {channels: 3, resolution: 32}\nclasses: 7\nblocks:\n"
                        + String.join("\n", blocks));
    }

    private static List<String> own(Activation activation, String gate, boolean bias) {
        String se = ", se: {ratio: 0.5, of: hidden, multiple: 1, gate: " + gate + "}";
        return List.of(
                        "{block: conv, kernel: 3, channels: 8, activation: %s}",
                        "{block: maxpool, kernel: 3, stride: 2}",
                        "{block: mbconv, kernel: 5, expansion: 2, channels: 8, activation: %s" + se + "}",
                        "{block: fused, kernel: 3, expansion: 2, channels: 16, stride: 2, activation: %s" + se + "}",
                        "{block: basic, kernel: 3, channels: 16, activation: %s}",
                        "{block: bottleneck, kernel: 3, reduction: 2, channels: 32, groups: 2, activation: %s}",
                        "{block: mbpool, expansion: 2, channels: 24, activation: %s, bias: " + bias + "}",
                        "{block: classifier, bias: " + bias + "}")
                .stream()
                .map(row -> "  - " + row.replace("%s", activation.key()))
                .toList();
    }

    private record Ended(int status, String said) {}

    private static Ended run(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            return new Ended(-1, e.getMessage());
        }
    }
}
