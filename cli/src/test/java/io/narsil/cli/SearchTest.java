package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The main job on a small folder of images, with libtorch, in processes of its own that are really killed. */
class SearchTest {
    @TempDir
    private Path folder;

    private TinyStudy tiny;

    @BeforeEach
    void makeStudy() {
        tiny = new TinyStudy(folder);
    }

    @Test
    void anyNumberOfWorkersAndAnyKillsGiveTheSameBytes() throws Exception {
        Path study = tiny.write();
        Path one = folder.resolve("one");
        tiny.finish(tiny.search(study, one, "--workers", "1"));
        assertThat(tiny.output())
                .containsPattern("Training took \\d:\\d\\d for networks by hand, \\d:\\d\\d for round 1, ")
                .containsPattern("\\d:\\d\\d for finalists, summed over all")
                .containsPattern("  by hand .* blocks, ")
                .contains("fixed before anything was trained and trained as long");
        Map<String, String> expected = TinyStudy.models(one);
        assertThat(expected.keySet())
                .containsExactly(
                        "models/large/architecture.yaml",
                        "models/large/metrics.json",
                        "models/large/model.onnx",
                        "models/large/recipe.yaml",
                        "models/large/test-answers.json",
                        "models/large/weights.safetensors",
                        "models/small/architecture.yaml",
                        "models/small/metrics.json",
                        "models/small/model.onnx",
                        "models/small/recipe.yaml",
                        "models/small/test-answers.json",
                        "models/small/weights.safetensors");

        // The exported file reaches what the trained network did, and its mistakes are files of the folder.
        JsonNode large = new ObjectMapper()
                .readTree(one.resolve("result.json").toFile())
                .get("family")
                .get(1);
        JsonNode answers = new ObjectMapper()
                .readTree(one.resolve("models/large/test-answers.json").toFile());
        assertThat(answers.get("accuracy")).isEqualTo(large.get("test"));
        assertThat(answers.get("balanced_accuracy").asDouble())
                .isEqualTo(
                        large.get("detail").get("test").get("balanced_accuracy").asDouble());
        answers.get("surest").forEach(m -> assertThat(m.get("image").asText()).matches("[ab]/\\d+\\.png"));

        assertThat(one.resolve("report.html")).content().contains("const DATA = {", "\"budget\":\"large\"");
        ReportPage.look(one.resolve("report.html"));
        assertThat(predict(one.resolve("models/large"), folder.resolve("images/a/1.png")))
                .contains("1.png", " %, ");

        Path killed = folder.resolve("killed");
        Process first = tiny.search(study, killed, "--workers", "2");
        TinyStudy.awaitTrials(killed, first, 2);
        List<ProcessHandle> workers = first.descendants().toList();
        assertThat(workers).hasSize(2);
        // One worker first, then the command itself.
        workers.get(0).destroyForcibly();
        TinyStudy.awaitTrials(killed, first, 5);
        List<ProcessHandle> left = first.descendants().toList();
        first.destroyForcibly().waitFor();
        for (ProcessHandle worker : left) {
            worker.onExit().get(20, TimeUnit.SECONDS);
        }
        Path provenance = killed.resolve("provenance.json");
        Files.writeString(provenance, Files.readString(provenance).replaceFirst(",\\s*\"rules\" : \\d+", ""));
        tiny.finish(tiny.search(study, killed, "--workers", "2"));
        assertThat(tiny.output()).contains("a version of Narsil that chose by other rules");
        assertThat(TinyStudy.models(killed)).isEqualTo(expected);

        // Once more on a finished folder: it says so and trains nothing.
        tiny.finish(tiny.search(study, killed));
        assertThat(tiny.output()).contains("this study was run before");

        // Both runs' predictors know the same, and give new members without training.
        String member = evolve(one, "--macs", "800k", "--name", "new");
        assertThat(member).contains("predicted accuracy", "evolved/new (not trained)");
        assertThat(evolve(killed, "--macs", "800k", "--name", "new").replace(killed.toString(), one.toString()))
                .isEqualTo(member);
        assertThat(one.resolve("evolved/new/architecture.yaml")).exists();
        assertThat(one.resolve("evolved/new/recipe.yaml")).exists();
        assertThat(evolve(one, "--front", "4")).contains("multiply-adds", "predicted");
        Path space = killed.resolve("space.yaml");
        Files.writeString(space, Files.readString(space).replace("name: fbnetv3-small", "name: another"));
        assertThat(evolve(killed, "--macs", "800k")).contains("space.yaml: the file is not as the run left it");
        Files.writeString(space, Files.readString(space).replace("name: another", "name: fbnetv3-small"));
        Files.write(one.resolve("predictor.safetensors"), new byte[] {1, 2, 3});
        assertThat(evolve(one, "--macs", "800k")).contains("predictor.safetensors");

        // Another study in that folder would mix two searches.
        Files.writeString(study, Files.readString(study) + "seed: 5\n");
        Process other = tiny.search(study, killed);
        tiny.refused(other);
        assertThat(tiny.output()).contains("\"seed\" cannot change in a run that has begun");

        // So would another machine, where another precision is the quickest.
        String here = Files.readString(killed.resolve("study.yaml")).contains("precision: bf16") ? "bf16" : "fp32";
        String elsewhere = here.equals("bf16") ? "fp32" : "bf16";
        Files.writeString(study, Files.readString(study).replace("seed: 5", "precision: " + elsewhere));
        tiny.refused(tiny.search(study, killed));
        assertThat(tiny.output()).contains("Maybe write \"precision: " + here + "\" into the study");
    }

    @Test
    void aTrainerOfOnesOwnIsTreatedLikeTheBuiltInOne() throws Exception {
        Path study = tiny.write();
        Files.copy(
                folder.resolve("images/a/1.png"),
                folder.resolve("images/b/1.png"),
                StandardCopyOption.REPLACE_EXISTING);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String trainer = "trainer: {command: [\"%s\", \"-cp\", \"%s\", \"%s\"]}\n"
                .formatted(java, System.getProperty("java.class.path"), OwnTrainer.class.getName());
        Files.writeString(study, Files.readString(study) + trainer);
        Path run = folder.resolve("own");
        tiny.finish(tiny.search(study, run, "--workers", "2"));
        String said = tiny.output();
        assertThat(said)
                .contains("training processes of your own", "diverged: the loss was NaN", "50.00 %")
                .contains("diverged: the accuracy never left chance: it was 10.0 % at best, and guessing reaches ");
        assertThat(run.resolve("models/large/weights.safetensors")).hasContent("mine");
        assertThat(run.resolve("provenance.json")).content().contains("mine 1.0", "equal images");
        assertThat(run.resolve("study.yaml")).content().contains("trainer: {command: [");

        Files.writeString(study, Files.readString(study).replace(java, "no-such-program"));
        Process none = tiny.search(study, folder.resolve("none"));
        tiny.refused(none);
        assertThat(tiny.output())
                .containsPattern(
                        "tiny\\.yaml:\\d+: no worker could be started: there is no program \"no-such-program\"");
    }

    @Test
    void aTrainingThatIsKilledGoesOnToTheSameWeights() throws Exception {
        tiny.write();
        Path network = Files.writeString(folder.resolve("net.yaml"), """
                narsil: architecture/1
                name: net
                input: {channels: 3, resolution: 24}
                classes: 2
                blocks:
                  - {block: conv, kernel: 3, channels: 8, stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: 16, stride: 2}
                  - {block: classifier}
                """);
        List<String> train = List.of(
                "train",
                "--network",
                network.toString(),
                "--data",
                folder.resolve("images").toString(),
                "--epochs",
                "40");
        Path whole = folder.resolve("whole");
        tiny.finish(tiny.start(with(train, whole)));
        assertThat(tiny.output())
                .contains("epoch 40 of 40", "curve ", "test ", "for images of 3x24x24 and 2 classes")
                .contains("model.onnx  proven on 20 test images")
                .doesNotContain("five most probable");

        Path killed = folder.resolve("killed");
        Process first = tiny.start(with(train, killed));
        Path checkpoint = killed.resolve("checkpoints/training.safetensors");
        while (first.isAlive() && !Files.exists(checkpoint)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        List<ProcessHandle> workers = first.descendants().toList();
        first.destroyForcibly().waitFor();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(killed.resolve("metrics.json")).doesNotExist();
        tiny.finish(tiny.start(with(train, killed)));
        for (String file : List.of(
                "weights.safetensors",
                "model.onnx",
                "metrics.json",
                "test-answers.json",
                "architecture.yaml",
                "recipe.yaml")) {
            assertThat(killed.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(checkpoint).doesNotExist();

        Process again = tiny.start(with(train, killed));
        tiny.refused(again);
        assertThat(tiny.output()).contains("this folder holds a finished training");

        // Weights that were trained are where another training starts: its first epoch is no worse than chance any
        // more.
        String images = folder.resolve("images").toString();
        Path tuned = folder.resolve("tuned");
        tiny.finish(tiny.start(List.of(
                "train",
                "--network",
                network.toString(),
                "--init",
                whole.resolve("weights.safetensors").toString(),
                "--data",
                images,
                "--epochs",
                "1",
                "--out",
                tuned.toString())));
        assertThat(best(tuned)).isGreaterThan(0.9);

        assertThat(printed(List.of("export", whole.toString(), "--data", images, "--int8")))
                .contains(
                        "proven on 20 test images",
                        "8 bits, calibrated on ",
                        "of 20 test images right (95 % interval: ",
                        "; 32 bits: ");
        assertThat(printed(List.of(
                        "predict",
                        whole.resolve("model.int8.onnx").toString(),
                        folder.resolve("images/a/1.png").toString())))
                .contains("1.png", " %, ");
        assertThat(printed(List.of("export", whole.toString(), "--int8")))
                .contains("--int8: it is calibrated on images, and there are none");
    }

    private static double best(Path training) throws Exception {
        return new ObjectMapper()
                .readTree(training.resolve("metrics.json").toFile())
                .get("validation_accuracy")
                .asDouble();
    }

    private static List<String> with(List<String> train, Path out) {
        return Stream.concat(train.stream(), Stream.of("--out", out.toString())).toList();
    }

    private static String predict(Path model, Path image) {
        return printed(List.of("predict", model.toString(), image.toString()));
    }

    /** What {@code narsil evolve} prints. */
    private static String evolve(Path run, String... more) {
        List<String> arguments = new ArrayList<>(List.of("evolve", run.toString()));
        arguments.addAll(List.of(more));
        return printed(arguments);
    }

    private static String printed(List<String> arguments) {
        StringWriter text = new StringWriter();
        CommandLine line = Narsil.commandLine();
        line.setOut(new PrintWriter(text));
        line.setErr(new PrintWriter(text));
        line.execute(arguments.toArray(new String[0]));
        return text.toString();
    }

    @Test
    void aSecondSearchInOneFolderIsRefused() throws Exception {
        Path study = tiny.write();
        // Long enough that it still runs when the second one comes.
        Files.writeString(study, Files.readString(study).replace("final_epochs: 4", "final_epochs: 400"));
        Path run = folder.resolve("run");
        Process first = tiny.search(study, run, "--workers", "1");
        TinyStudy.awaitTrials(run, first, 1);
        Process second = tiny.search(study, run);
        tiny.refused(second);
        assertThat(tiny.output()).contains("another search is running in this folder");

        // Ctrl-C and kill ask it to stop: it says how to go on, and leaves no worker behind.
        List<ProcessHandle> workers = first.descendants().toList();
        first.destroy();
        first.waitFor(60, TimeUnit.SECONDS);
        for (ProcessHandle worker : workers) {
            worker.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(tiny.output()).contains("the same command goes on");
    }
}
