package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.files.Folders;
import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
import io.narsil.random.Seeds;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.study.folder.ModelFolder;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search whose candidates start from a trained network. */
class ParentRunTest {
    @TempDir
    private Path folder;

    /** A network of the space with random weights: what it has learned does not matter here. */
    static ModelFolder parent(Path path) throws Exception {
        SearchSpace space = SpaceFile.shipped("fbnetv3-small");
        Network network = space.network(space.random(new Seeds(3).stream("parent", 0)), new InputSpec(3, 24, 2));
        RandomGenerator random = new Seeds(1).stream("weights", 0);
        List<TensorEntry> entries = new ArrayList<>();
        WeightShapes.of(network).forEach((name, shape) -> {
            float[] values = new float[shape.stream().mapToInt(Long::intValue).reduce(1, Math::multiplyExact)];
            boolean scale = name.endsWith("running_var") || name.endsWith("bn.weight");
            double deviation = shape.size() == 1 ? 0 : Math.sqrt(2.0 * shape.get(0) / values.length);
            for (int i = 0; i < values.length; i++) {
                values[i] = scale ? 1 : (float) (deviation * random.nextGaussian());
            }
            entries.add(TensorEntry.of(
                    name, values, shape.stream().mapToLong(s -> s).toArray()));
        });
        ModelFolder model = new ModelFolder(Files.createDirectories(path));
        model.write(network, Map.of());
        Safetensors.write(model.weights(), entries, Map.of());
        return model;
    }

    @Test
    void itsFolderIsEnoughToGoOnWithTheSameBits() throws Exception {
        ModelFolder parent = parent(folder.resolve("earlier"));
        TinyStudy tiny = new TinyStudy(folder);
        Path file = tiny.write(
                "small: {macs: 600k}", "by_hand: off\ninit: earlier\nrecipe: {ema: off, learning_rate: 0.004}\n");
        Path study = Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "rounds: 2\nbatch: 4\nepochs: 2\nfinal_epochs: 4",
                                "rounds: 1\nbatch: 4\nrungs: [2]\nfinal_epochs: 4"));
        Path straight = folder.resolve("straight");
        tiny.finish(tiny.search(study, straight, "--workers", "2"));
        assertThat(tiny.output()).contains("candidates start from fbnetv3-small-");

        Path killed = folder.resolve("killed");
        Process process = tiny.search(study, killed, "--workers", "1");
        TinyStudy.awaitTrials(killed, process, 1);
        TinyStudy.kill(process);
        Path copy = Files.move(killed.resolve("parent"), killed.resolve("moved"));
        tiny.refused(tiny.start(List.of("finish", killed.toString())));
        assertThat(tiny.output())
                .contains("start from is not whole any more", "Maybe \"narsil search " + study + " --out " + killed);
        Files.move(copy, killed.resolve("parent"));
        Folders.delete(parent.path());
        tiny.finish(tiny.search(killed.resolve("study.yaml"), killed, "--workers", "1"));
        assertThat(TinyStudy.models(killed)).isEqualTo(TinyStudy.models(straight));
        assertThat(Files.readString(killed.resolve("SHA256SUMS"))).contains("parent/weights.safetensors");

        parent(parent.path());
        Path without = Files.writeString(study, Files.readString(study).replace("init: earlier\n", ""));
        tiny.refused(tiny.search(without, killed));
        assertThat(tiny.output()).contains("\"init.sha256\" cannot change in a run that has begun");
    }
}
