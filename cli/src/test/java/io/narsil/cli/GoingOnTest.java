package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run goes on that has failed trials, with a trainer of the user's own that lies beside the study. */
class GoingOnTest {
    @TempDir
    private Path folder;

    private TinyStudy tiny;
    private Path study;
    private Path run;

    /** A trainer that is named from the study's folder, as are the images. */
    @BeforeEach
    void write() throws Exception {
        tiny = new TinyStudy(folder);
        study = tiny.write();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(p -> Path.of(p).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Files.writeString(folder.resolve("trainer.txt"), "-cp \"" + classes + "\"");
        Files.writeString(
                study,
                Files.readString(study)
                        + "trainer: {command: [\"%s\", \"@trainer.txt\", \"%s\"]}\n"
                                .formatted(java, OwnTrainer.class.getName()));
        run = folder.resolve("runs/tiny");
    }

    private void search(Path file, String... more) throws Exception {
        tiny.finish(tiny.start(Stream.concat(List.of("search", file.toString()).stream(), Arrays.stream(more))
                .toList()));
    }

    private String said(int before) throws Exception {
        return tiny.output().substring(before);
    }

    @Test
    void whatFailedIsNamedAndTriedAgainWhenAskedFor() throws Exception {
        Files.createFile(folder.resolve(OwnTrainer.BROKEN));
        search(study, "--out", run.toString(), "--workers", "2");
        String reason =
                "the worker ended with code 9, and said \"there is no card\" (see workers.log); in epoch 1, 2 times";
        assertThat(tiny.output())
                .contains("trainer     this study starts a program that may do all that you may")
                .containsPattern("trial 3 +the worker ended with code 9.*tried again from its last epoch")
                .containsPattern("trial 3 +failed: " + Pattern.quote(reason))
                .containsPattern("failed +1 trial failed.*--retry-failed");
        assertThat(TinyStudy.ids(run, "status = 'failed'")).containsExactly(3);
        assertThat(run.resolve("report.html")).content().contains("there is no card");

        int before = tiny.output().length();
        search(study, "--out", run.toString());
        assertThat(said(before)).contains("this study was run before").contains("--retry-failed");

        // From its frozen study, and from elsewhere: trainer and images are found all the same.
        Files.delete(folder.resolve(OwnTrainer.BROKEN));
        before = tiny.output().length();
        search(run.resolve("study.yaml"), "--retry-failed");
        assertThat(said(before)).containsPattern("trial 3 +is trained once more; it had failed: the worker ended");
        assertThat(TinyStudy.ids(run, "status = 'failed'")).isEmpty();
        assertThat(TinyStudy.ids(run, "id = 3 AND status = 'done'")).hasSize(1);
        assertThat(run.resolve("models/large/weights.safetensors")).exists();
        assertThat(run.resolve("result.json")).exists();
    }

    @Test
    void aRunGoesOnFromItsFrozenStudyThoughItsImagesAreGone() throws Exception {
        Process first = tiny.search(study, run);
        TinyStudy.awaitTrials(run, first, 1);
        TinyStudy.kill(first);
        int before = tiny.output().length();
        search(run.resolve("study.yaml"));
        assertThat(said(before)).contains(run + "/models/large");
        // The study itself is the same run.
        before = tiny.output().length();
        search(study, "--out", run.toString());
        assertThat(said(before)).contains("this study was run before");
    }
}
