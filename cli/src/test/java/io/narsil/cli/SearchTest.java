package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The main job on a small folder of images, with libtorch, in processes of its own that are really killed. */
class SearchTest {
    @TempDir
    private Path folder;

    private Path study() throws Exception {
        for (String name : new String[] {"a", "b"}) {
            for (int i = 0; i < 100; i++) {
                TinyImages.write(folder.resolve("images").resolve(name).resolve(i + ".png"), 24, i);
            }
        }
        return Files.writeString(folder.resolve("tiny.yaml"), """
                narsil: study/1
                data: {folder: images, validation: 0.2}
                budgets:
                  small: {macs: 600k}
                  large: {macs: 1M, params: 200k}
                rounds: 2
                batch: 4
                epochs: 2
                final_epochs: 4
                pool: 200
                """);
    }

    private Process start(Path study, Path run, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("search", study.toString(), "--out", run.toString()));
        arguments.addAll(List.of(more));
        return start(arguments);
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.narsil.cli.Narsil"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.txt").toFile()))
                .start();
    }

    private void finish(Process process) throws Exception {
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("ended in time").isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("output.txt")))
                .isZero();
    }

    /** All files of all members with their bytes. */
    private static Map<String, String> models(Path run) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(run.resolve("models"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(
                        run.relativize(file).toString(),
                        java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Test
    void anyNumberOfWorkersAndAnyKillsGiveTheSameBytes() throws Exception {
        Path study = study();
        Path one = folder.resolve("one");
        finish(start(study, one, "--workers", "1"));
        Map<String, String> expected = models(one);
        assertThat(expected.keySet())
                .containsExactly(
                        "models/large/architecture.yaml",
                        "models/large/metrics.json",
                        "models/large/recipe.yaml",
                        "models/large/weights.safetensors",
                        "models/small/architecture.yaml",
                        "models/small/metrics.json",
                        "models/small/recipe.yaml",
                        "models/small/weights.safetensors");

        Path killed = folder.resolve("killed");
        Process first = start(study, killed, "--workers", "2");
        awaitTrials(killed, first, 2);
        List<ProcessHandle> workers = first.descendants().toList();
        assertThat(workers).hasSize(2);
        // One worker first, then the command itself.
        workers.get(0).destroyForcibly();
        awaitTrials(killed, first, 5);
        List<ProcessHandle> left = first.descendants().toList();
        first.destroyForcibly().waitFor();
        for (ProcessHandle worker : left) {
            worker.onExit().get(20, TimeUnit.SECONDS);
        }
        Process second = start(study, killed, "--workers", "2");
        finish(second);
        assertThat(models(killed)).isEqualTo(expected);

        // Once more on a finished folder: it says so and trains nothing.
        finish(start(study, killed));
        assertThat(Files.readString(folder.resolve("output.txt"))).contains("this study was run before");

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
        assertThat(evolve(killed, "--macs", "800k")).contains("this predictor was made for another space");
        Files.writeString(space, Files.readString(space).replace("name: another", "name: fbnetv3-small"));
        Files.write(one.resolve("predictor.safetensors"), new byte[] {1, 2, 3});
        assertThat(evolve(one, "--macs", "800k")).contains("predictor.safetensors");

        // Another study in that folder would mix two searches.
        Files.writeString(study, Files.readString(study).replace("rounds: 2", "rounds: 3"));
        Process other = start(study, killed);
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("output.txt")))
                .contains("it said \"rounds: 2\" and now says \"rounds: 3\"");
    }

    @Test
    void aTrainerOfOnesOwnIsTreatedLikeTheBuiltInOne() throws Exception {
        Path study = study();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String trainer = "trainer: {command: [\"%s\", \"-cp\", \"%s\", \"%s\"]}\n"
                .formatted(java, System.getProperty("java.class.path"), OwnTrainer.class.getName());
        Files.writeString(study, Files.readString(study) + trainer);
        Path run = folder.resolve("own");
        finish(start(study, run, "--workers", "2"));
        String said = Files.readString(folder.resolve("output.txt"));
        assertThat(said)
                .contains("training processes of your own", "diverged: the loss was NaN", "50.00 %")
                .contains("diverged: the accuracy never left chance: it was 10.0 % at best, and guessing reaches ");
        assertThat(run.resolve("models/large/weights.safetensors")).hasContent("mine");
        assertThat(run.resolve("provenance.json")).content().contains("mine 1.0");
        assertThat(run.resolve("study.yaml")).content().contains("trainer: {command: [");

        Files.writeString(study, Files.readString(study).replace(java, "no-such-program"));
        Process none = start(study, folder.resolve("none"));
        assertThat(none.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(none.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("output.txt")))
                .contains("no worker could be started: Cannot run program \"no-such-program\"");
    }

    @Test
    void aTrainingThatIsKilledGoesOnToTheSameWeights() throws Exception {
        study();
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
        finish(start(with(train, whole)));
        assertThat(Files.readString(folder.resolve("output.txt")))
                .contains("epoch 40 of 40", "curve ", "test ", "for images of 3x24x24 and 2 classes");

        Path killed = folder.resolve("killed");
        Process first = start(with(train, killed));
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
        finish(start(with(train, killed)));
        for (String file : List.of("weights.safetensors", "metrics.json", "architecture.yaml", "recipe.yaml")) {
            assertThat(killed.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(checkpoint).doesNotExist();

        Process again = start(with(train, killed));
        assertThat(again.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(again.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("output.txt"))).contains("this folder holds a finished training");
    }

    private static List<String> with(List<String> train, Path out) {
        return Stream.concat(train.stream(), Stream.of("--out", out.toString())).toList();
    }

    /** What {@code narsil evolve} prints. */
    private static String evolve(Path run, String... more) {
        List<String> arguments = new ArrayList<>(List.of("evolve", run.toString()));
        arguments.addAll(List.of(more));
        StringWriter text = new StringWriter();
        CommandLine line = Narsil.commandLine();
        line.setOut(new PrintWriter(text));
        line.setErr(new PrintWriter(text));
        line.execute(arguments.toArray(new String[0]));
        return text.toString();
    }

    @Test
    void aSecondSearchInOneFolderIsRefused() throws Exception {
        Path study = study();
        // Long enough that it still runs when the second one comes.
        Files.writeString(study, Files.readString(study).replace("final_epochs: 4", "final_epochs: 400"));
        Path run = folder.resolve("run");
        Process first = start(study, run, "--workers", "1");
        awaitTrials(run, first, 1);
        Process second = start(study, run);
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("output.txt"))).contains("another search is running in this folder");

        // Ctrl-C and kill ask it to stop: it says how to go on, and leaves no worker behind.
        List<ProcessHandle> workers = first.descendants().toList();
        first.destroy();
        first.waitFor(60, TimeUnit.SECONDS);
        for (ProcessHandle worker : workers) {
            worker.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(Files.readString(folder.resolve("output.txt"))).contains("the same command goes on");
    }

    /** Waits until so many trials are over. */
    private static void awaitTrials(Path run, Process process, int count) throws Exception {
        while (process.isAlive()) {
            Path database = run.resolve("study.db");
            if (Files.exists(database)) {
                try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + database);
                        var statement = connection.createStatement();
                        var row = statement.executeQuery("SELECT count(*) FROM trial WHERE status <> 'running'")) {
                    if (row.getInt(1) >= count) {
                        return;
                    }
                } catch (java.sql.SQLException e) {
                    // not yet made
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("the search ended before " + count + " trials were over");
    }
}
