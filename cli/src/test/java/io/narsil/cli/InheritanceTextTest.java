package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.files.WholeFile;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.WeightShapes;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritanceTextTest {
    private static final String PARENT = """
            narsil: architecture/2
            name: parent
            input: {channels: 1, resolution: 28}
            classes: 10
            backbone:
              stage1:
                - {block: conv, kernel: 3, channels: 8, stride: 2}
              stage2:
                - {block: mbconv, kernel: 5, expansion: 4, channels: 16, stride: 2}
                - {block: mbconv, kernel: 5, expansion: 4, channels: 16}
            head:
              - {block: classifier}
            """;
    private static final String CHILD = PARENT.replace("name: parent", "name: child")
            .replace("    - {block: mbconv, kernel: 5, expansion: 4, channels: 16}\n", "")
            .replace("kernel: 5, expansion: 4", "kernel: 3, expansion: 2");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path child;

    @BeforeEach
    void write() {
        child = folder.resolve("child.yaml");
        WholeFile.write(child, CHILD);
        WholeFile.write(folder.resolve("architecture.yaml"), PARENT);
        Network parent = NetworkFile.parse("parent", PARENT);
        List<TensorEntry> entries = new ArrayList<>();
        WeightShapes.of(parent)
                .forEach((name, shape) -> entries.add(TensorEntry.of(
                        name,
                        new float[shape.stream().mapToInt(Long::intValue).reduce(1, Math::multiplyExact)],
                        shape.stream().mapToLong(s -> s).toArray())));
        Safetensors.write(folder.resolve("weights.safetensors"), entries, Map.of());
    }

    private int summary(String... more) {
        List<String> arguments = new ArrayList<>(List.of("summary", child.toString()));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return Narsil.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void everyLayerSaysWhatItInherits() {
        assertThat(summary("--init", folder.toString())).as(err.toString()).isZero();
        assertThat(out.toString().lines().map(l -> l.strip().replaceAll("  +", "|")))
                .containsSequence(
                        "layer|inherits|parameters|of them inherited|%",
                        "stage1.1.conv|copied|88|88|100.0",
                        "stage2.1.expand|16 of 32 channels, the most important|160|160|100.0",
                        "stage2.1.depthwise|kernel 5 cut to 3; 16 of 32 channels, the most important|176|176|100.0",
                        "stage2.1.project|reads 16 of 32|288|288|100.0",
                        "classifier.linear|copied|170|170|100.0")
                .contains(
                        "dropped, since the network has no such blocks: stage2.2",
                        "child inherits 882 of its 882 parameters (100.0 %) from parent");
        assertThat(summary("--init", folder.toString(), "--classes", "3", "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"new: for 3 classes, not 10\"", "\"dropped\" : [ \"stage2.2\" ]");
    }

    @Test
    void otherHabitsThanTheParentsAreSaid() {
        assertThat(summary("--init", folder.toString())).isZero();
        assertThat(out.toString()).doesNotContain("in another way");
        WholeFile.write(child, CHILD + "padding: same\n");
        assertThat(summary("--init", folder.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("parent pads, normalises or scales images in another way");
    }

    @Test
    void aFolderWithoutANetworkIsSaid() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("run/models/large"))
                .getParent()
                .getParent();
        for (List<String> command : List.of(
                List.of("summary", child.toString(), "--init", empty.toString()),
                List.of("train", "--network", child.toString(), "--data", "fashion", "--init", empty.toString()))) {
            assertThat(run(command)).isEqualTo(2);
            assertThat(err.toString())
                    .contains("there is no trained network in this folder", "Maybe " + empty.resolve("models/large"));
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void aMemberThatIsDamagedIsSaid() throws Exception {
        Path member = Files.createDirectories(folder.resolve("run/models/large"));
        for (String file : List.of("architecture.yaml", "weights.safetensors")) {
            Files.copy(folder.resolve(file), member.resolve(file));
        }
        WholeFile.write(folder.resolve("run/SHA256SUMS"), "0".repeat(64) + "  models/large/weights.safetensors\n");
        for (List<String> command : List.of(
                List.of("summary", child.toString(), "--init", member.toString()),
                List.of("train", "--network", child.toString(), "--data", "fashion", "--init", member.toString()))) {
            assertThat(run(command)).isEqualTo(2);
            assertThat(err.toString()).contains("weights.safetensors: the file is not as the run left it");
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void weightsInAFileAreOfTheNetworkThatIsSaid() {
        String file = folder.resolve("weights.safetensors").toString();
        String parent = folder.resolve("architecture.yaml").toString();
        assertThat(summary("--init", file, "--init-network", parent))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("from parent");
        assertThat(summary("--init", file)).isEqualTo(2);
        assertThat(err.toString()).contains("the file has what the network has not: stage2.2.expand.weight");
        assertThat(summary("--init", folder.toString(), "--init-network", parent))
                .isEqualTo(2);
        assertThat(err.toString()).contains("has a network of its own");
        assertThat(summary("--init-network", parent)).isEqualTo(2);
        assertThat(err.toString()).contains("Maybe add --init FILE");
        assertThat(summary("--init", folder.resolve("runs").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("runs: there is no such file");
    }
}
