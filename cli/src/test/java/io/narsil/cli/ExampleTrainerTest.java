package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.data.PreparedData;
import io.narsil.network.Conventions;
import io.narsil.network.Normalisation;
import io.narsil.network.PaddingStyle;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerPool;
import io.narsil.search.TrialResult;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code examples/trainer/train.py} trains networks of its space; {@code -Dnarsil.python=PROGRAM} names a Python. */
class ExampleTrainerTest {
    private static final Path EXAMPLE = Path.of("../examples/trainer").toAbsolutePath();
    private static final int IMAGES = 150;

    @TempDir
    private Path folder;

    /** A set of two classes, bright and dark. */
    private static ImageSet images(int channels, int size) {
        byte[] pixels = new byte[IMAGES * size * size * channels];
        int[] labels = new int[IMAGES];
        for (int i = 0; i < pixels.length; i++) {
            int image = i / (size * size * channels);
            labels[image] = image % 2;
            pixels[i] = (byte) (100L * labels[image] + (i * 31L) % 50);
        }
        return new ImageSet(ByteBuffer.wrap(pixels), labels, channels, size);
    }

    /** The network of a candidate whose genes are all the same, where there are so many. */
    private static Candidate candidate(SearchSpace space, int gene) {
        int[] genes = new int[space.parameters().size()];
        for (int i = 0; i < genes.length; i++) {
            genes[i] = Math.min(gene, space.parameters().get(i).size() - 1);
        }
        return space.candidate(genes);
    }

    private static TrainRequest.Builder request(
            SearchSpace space, int gene, InputSpec images, Conventions conventions) {
        Candidate candidate = candidate(space, gene);
        return TrainRequest.of(0, space.network(candidate, images).with(conventions))
                .recipe(space.recipe(candidate))
                .images("images")
                .epochs(2, 2)
                .tested(true)
                .weights("weights");
    }

    private TrialResult train(InputSpec images, TrainRequest request) throws Exception {
        String python = System.getProperty("narsil.python", "python3");
        assumeTrue(
                runs(python, "import numpy, safetensors, torch"),
                "no Python with numpy, safetensors and torch: -Dnarsil.python=PROGRAM names one");
        Path data = folder.resolve("images.safetensors");
        ImageSet part = images(images.channels(), images.resolution());
        PreparedData.write(data, DataSet.of("set", List.of("dark", "bright"), part, part, part));
        List<String> died = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void died(int trial, String reason, boolean alone) {
                died.add(reason);
            }
        };
        WorkerCommand command = WorkerCommand.own(List.of(python, "train.py"), EXAMPLE);
        try (WorkerPool pool = WorkerPool.of(command, folder.resolve("workers.log"), new FolderArtifacts(folder))
                .build()) {
            assertThat(pool.start()).startsWith("PyTorch ");
            TrialResult result = pool.run(List.of(request), listener).get(0);
            assertThat(died).isEmpty();
            return result;
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 32, 0", "3, 32, 1", "1, 28, 0"})
    void itTrainsOnColoursAndGrey(int channels, int size, int gene) throws Exception {
        SearchSpace space = SpaceFile.read(EXAMPLE.resolve("space.yaml"));
        InputSpec images = new InputSpec(channels, size, 2);
        // Padding aside, what all layers do alike is heeded.
        List<Double> numbers = Collections.nCopies(channels, 0.25);
        Conventions others =
                new Conventions(PaddingStyle.HALF, 0.001, Optional.of(new Normalisation(numbers, numbers)));
        TrialResult result = train(
                images,
                request(space, gene, images, gene == 0 ? Conventions.USUAL : others)
                        .build());
        assertThat(result.status()).as(result.reason()).isEqualTo(TrialResult.Status.DONE);
        assertThat(result.scores()).hasSize(2);
        assertThat(result.testScore()).isPresent();
        assertThat(folder.resolve("weights.safetensors")).exists();
    }

    @Test
    void whatItDoesNotKnowItRefuses() throws Exception {
        InputSpec images = new InputSpec(1, 28, 2);
        SearchSpace space = SpaceFile.parse("other.yaml", """
                narsil: space/1
                name: other
                stages:
                  - {block: conv, kernel: 3, channels: [8, 16], stride: 2, activation: relu6, groups: 1}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: 16}
                  - {block: classifier}
                recipe: {optimizer: sgd}
                """);
        TrainRequest.Builder request = request(space, 0, images, Conventions.TENSORFLOW);
        request.parent(new TrainRequest.Parent(request.build().network(), "parent"));
        TrialResult result = train(images, request.build());
        assertThat(result.status()).isEqualTo(TrialResult.Status.FAILED);
        assertThat(result.reason())
                .contains("train.py does not know activation: relu6, block: mbconv, padding, parent");
    }

    private static boolean runs(String python, String program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(python, "-c", program)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
