package io.narsil.study.parent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.detector.DenseHead;
import io.narsil.detector.Detector;
import io.narsil.detector.Neck;
import io.narsil.files.WholeFile;
import io.narsil.inherit.InheritedLayer;
import io.narsil.network.Activation;
import io.narsil.network.BasicBlock;
import io.narsil.network.Block;
import io.narsil.network.Classifier;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.WeightShapes;
import io.narsil.network.Zoo;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.revision.FrozenStudy;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentModelTest {
    private static final Network NETWORK = Tiny.PROBLEM.network(Tiny.candidate(1));
    private static final String STUDY = """
            data: fashion
            space: fbnetv3-small
            budgets: {a: {macs: 1M}}
            """;

    @TempDir
    private Path folder;

    private ModelFolder model;

    @BeforeEach
    void train() throws Exception {
        model = trained(folder.resolve("earlier/models/large"), NETWORK);
    }

    private static ModelFolder trained(Path path, Network network) throws Exception {
        ModelFolder model = new ModelFolder(Files.createDirectories(path));
        model.write(network, Map.of());
        Tiny.weights(model.weights(), network);
        return model;
    }

    private Study read(String more) throws Exception {
        return StudyFile.read(Files.writeString(folder.resolve("mine.yaml"), STUDY + more));
    }

    private void refused(String more, String... because) {
        assertThatThrownBy(() -> read(more)).isInstanceOf(UserException.class).hasMessageContainingAll(because);
    }

    @Test
    void aParentIsAFolderOrANetworkWithItsWeights() throws Exception {
        assertThat(read("").parent()).isEmpty();
        assertThat(read("").inherited()).isEmpty();
        ParentModel member = read("init: earlier/models/large\n").parent().orElseThrow();
        assertThat(member.network()).isEqualTo(NETWORK);
        assertThat(member.weights()).isEqualTo(model.weights());
        ParentModel named = read("""
                        init:
                          network: earlier/models/large/architecture.yaml
                          weights: earlier/models/large/weights.safetensors
                        """).parent().orElseThrow();
        assertThat(named).isEqualTo(member);
    }

    @Test
    void weightsOfAPublishedNetworkMayBeForOtherClasses() throws Exception {
        Network published = Zoo.get("mobilenetv3-small");
        Tiny.weights(folder.resolve("mine.safetensors"), published.with("m", 3, 224, 7));
        ParentModel parent = read("init: {network: mobilenetv3-small, weights: mine.safetensors}\n")
                .parent()
                .orElseThrow();
        assertThat(parent.inheritance(published).layers())
                .filteredOn(l -> l.inherited() < l.parameters())
                .extracting(l -> l.name() + " " + l.text())
                .containsExactly("classifier.linear new: the parent's weights have no such array of these classes");
    }

    @Test
    void whatIsWrongIsSaidAtOnceWithWhatMayBeMeant() throws Exception {
        refused(
                "init: earlier\n",
                "no trained network in this folder",
                "Maybe " + folder.resolve("earlier/models/large"));
        refused("init: nowhere\nrounds: many\n", "there is no such folder", "rounds");
        refused("init: {network: fbnetv3-z, weights: x.safetensors}\n", "no network \"fbnetv3-z\"", "Maybe \"fbnetv3-");
        refused(
                "init: {network: earlier/models/large, weights: x.safetensors}\n",
                "\"earlier/models/large\" is a folder",
                "Maybe \"earlier/models/large/architecture.yaml\"");
        refused("init: {network: fbnetv3-a}\n", "weights");
        refused("init: {network: fbnetv3-a, weights: x.safetensors}\n", "x.safetensors");
        refused("init: [a, b]\n", "names one trained network");
        refused(
                "init: mobilenetv3-small\n",
                "names a network and no weights",
                "{network: mobilenetv3-small, weights: FILE}");
        refused("init: {sha256: 00}\n", "network", "sha256");
        Network other = Tiny.PROBLEM.network(Tiny.candidate(2));
        WholeFile.write(model.architecture(), NetworkFile.write(other));
        refused("init: earlier/models/large\n", "arrays do not fit");
    }

    /** What is wrong with the one does not hide what is wrong with the other, and both stand at the study's line. */
    @Test
    void networkAndWeightsAreLookedAtEachForItself() throws Exception {
        Files.writeString(folder.resolve("x.safetensors"), "hello, no weights");
        refused(
                "init:\n  network: fbnetv3-z\n  weights: x.safetensors\n",
                "mine.yaml:5: there is no network \"fbnetv3-z\"",
                "mine.yaml:6: " + folder.resolve("x.safetensors") + ": this is text");
        refused(
                "init: {network: none.yaml, weights: none.safetensors}\n",
                "mine.yaml:4: " + folder.resolve("none.yaml") + ": there is no such file",
                "mine.yaml:4: " + folder.resolve("none.safetensors") + ": there is no such file");
        refused("init: earlier\n", "mine.yaml:4: " + folder.resolve("earlier") + ": there is no trained network");
    }

    @Test
    void aFileInPlaceOfAFolderIsNamedWithTheNetworkThatItSpeaksOf() throws Exception {
        Path other = Files.createDirectories(folder.resolve("given"));
        Files.copy(model.weights(), other.resolve("MobileNetV3_small.safetensors"));
        Files.copy(model.weights(), other.resolve("x.safetensors"));
        Files.writeString(other.resolve("page.safetensors"), "<!doctype html><html></html>");
        refused(
                "init: given/MobileNetV3_small.safetensors\n",
                "mine.yaml:4: \"init: given/MobileNetV3_small.safetensors\" is a file",
                "Maybe init: {network: mobilenetv3-small, weights: given/MobileNetV3_small.safetensors}.");
        refused(
                "init: given/x.safetensors\n",
                "{network: NAME, weights: given/x.safetensors} with that network's name");
        refused("init: given/page.safetensors\n", "mine.yaml:4: \"init: given", "a page of the web");
        refused("init: earlier/models/large/weights.safetensors\n", "its folder: \"init: " + model.path());
        refused("init: earlier/models/large/architecture.yaml\n", "its folder: \"init: " + model.path());
        Files.copy(model.architecture(), other.resolve("net.yaml"));
        refused("init: given/net.yaml\n", "names no weights. Maybe init: {network: given/net.yaml, weights: FILE}");
        assertThatThrownBy(() -> ParentModel.in(model.weights()))
                .hasMessageContaining("this is a file, and a trained network is a folder")
                .hasMessageContaining("Maybe " + model.path());
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() throws Exception {
        List<TensorEntry> entries = new ArrayList<>();
        WeightShapes.of(NETWORK).forEach((name, shape) -> {
            float[] values = new float[shape.stream().mapToInt(Long::intValue).reduce(1, Math::multiplyExact)];
            values[0] = name.equals("stage1.1.conv.weight") ? Float.NaN : 1;
            entries.add(TensorEntry.of(
                    name, values, shape.stream().mapToLong(s -> s).toArray()));
        });
        Safetensors.write(model.weights(), entries, Map.of());
        refused("init: earlier/models/large\n", "stage1.1.conv.weight holds NaN");
    }

    @Test
    void aTrainerOfOnesOwnHasItsOwnNamesForWeights() throws Exception {
        Safetensors.write(model.weights(), List.of(TensorEntry.of("mine", new float[1], 1)), Map.of());
        assertThat(read("init: earlier/models/large\ntrainer: {command: [train]}\n")
                        .inherited())
                .isPresent();
        refused("init: earlier/models/large\n", "the network needs what the file has not");
    }

    @Test
    void aRunKeepsItsParentAndGoesOnWithNoOther() throws Exception {
        Study study = read("init: earlier/models/large\n");
        RunFolder run = new RunFolder(folder.resolve("runs/mine"));
        Files.createDirectories(run.path());
        new FrozenStudy(study, run).keep(0, 0, StudyListener.NONE);
        WholeFile.write(run.database(), "begun");
        assertThat(new RunArtifacts(run).path(study.inherited().orElseThrow().weights()))
                .hasSameBinaryContentAs(model.weights());
        // The run is enough to go on.
        Files.delete(model.weights());
        Study frozen = StudyFile.read(run.study());
        assertThat(frozen.parent().orElseThrow().sha256())
                .isEqualTo(study.parent().orElseThrow().sha256());
        new FrozenStudy(frozen, run).compare();
        assertThat(StudyFile.write(frozen)).isEqualTo(StudyFile.write(study));

        trained(model.path(), Tiny.PROBLEM.network(Tiny.candidate(2)));
        for (Study other : List.of(read(""), read("init: earlier/models/large\n"))) {
            assertThatThrownBy(() -> new FrozenStudy(other, run).compare())
                    .hasMessageContaining("mine.yaml:4: \"init.sha256\" cannot change in a run that has begun");
        }
    }

    @Test
    void aDamagedCopyIsMadeAgainFromWhatTheStudyNames() throws Exception {
        Study study = read("init: earlier/models/large\n");
        RunFolder run = new RunFolder(folder.resolve("runs/mine"));
        Files.createDirectories(run.path());
        new FrozenStudy(study, run).keep(0, 0, StudyListener.NONE);
        WholeFile.write(run.database(), "begun");
        for (Path damaged : List.of(run.parent().weights(), run.parent().architecture())) {
            Files.writeString(damaged, "damaged");
            assertThatThrownBy(() -> StudyFile.read(run.study())).isInstanceOf(UserException.class);
            new FrozenStudy(study, run).keep(0, 0, StudyListener.NONE);
            assertThat(StudyFile.read(run.study()).parent().map(ParentModel::sha256))
                    .isEqualTo(study.parent().map(ParentModel::sha256));
        }
    }

    @Test
    void aParentOfWhichNothingFitsIsRefused() {
        ParentModel parent = ParentModel.in(model.path());
        assertThat(parent.shares(List.of(NETWORK), "s.yaml:3")).containsExactly(1.0);
        Block stem = new BasicBlock(3, 8, 2, Activation.RELU);
        Network other = new Network("other", 1, 24, 2, List.of(List.of(stem)), List.of(new Classifier(true)));
        assertThat(parent.shares(List.of(NETWORK, other), "s.yaml:3")).containsExactly(1.0, 0.0);
        assertThatThrownBy(() -> parent.shares(List.of(other), "s.yaml:3"))
                .hasMessageStartingWith("s.yaml:3: nothing of the network of " + model.weights() + " fits");
    }

    /** As {@code narsil train} and {@code narsil summary} take one: the folder says of which network they are, and the backbone is inherited. */
    @Test
    void theBackboneOfADetectorIsAParent() throws Exception {
        List<List<Block>> stages = new ArrayList<>();
        for (int stage = 0; stage < 6; stage++) {
            stages.add(List.of(new BasicBlock(3, 8, stage < 5 ? 2 : 1, Activation.RELU)));
        }
        Network backbone = new Network("backbone", 1, 64, 2, stages, List.of(new Classifier(true)));
        ModelFolder cells = trained(folder.resolve("cells"), backbone);
        Detector detector = new Detector(backbone, new Neck(8), new DenseHead(1), Activation.RELU);
        Tiny.weights(cells.weights(), detector);
        ParentModel parent = read("init: cells\n").parent().orElseThrow();
        assertThat(parent.inheritance(backbone).layers())
                .filteredOn(l -> l.inherited() == 0)
                .extracting(InheritedLayer::name)
                .containsExactly("classifier.linear");
        // Of a network for images of any size, and not of one without a detector's strides.
        WholeFile.write(cells.architecture(), NetworkFile.write(backbone.with("other", 1, 50, 2)));
        assertThat(read("init: cells\n").parent()).isPresent();
        WholeFile.write(cells.architecture(), NetworkFile.write(NETWORK));
        refused("init: cells\n", "mine.yaml:4: ", "these are the weights of a detector, and none can be made of");
    }
}
