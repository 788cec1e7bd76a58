package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.store.TrialStores;
import io.narsil.study.StudyFile;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.revision.FrozenStudy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code narsil finish} refuses; {@link ChangedRunTest} has what it does. */
class FinishTest {
    @TempDir
    private Path folder;

    private RunFolder run;

    /** A search that was begun, and has trained nothing. */
    @BeforeEach
    void begin() throws Exception {
        Path study = new TinyStudy(folder).write();
        run = new RunFolder(folder.resolve("run"));
        new FrozenStudy(StudyFile.read(study), run).keep(0, 0, StudyListener.NONE);
        TrialStores.open(run.database().toString()).close();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(run.path())) {
            return files.sorted().toList();
        }
    }

    private void refused(String because, String... more) {
        StringWriter err = new StringWriter();
        String[] arguments = Stream.concat(Stream.of("finish", run.path().toString()), Stream.of(more))
                .toArray(String[]::new);
        int code = Narsil.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertThat(err.toString()).contains(because).doesNotContain("\tat ");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void aFolderWithoutASearchIsRefusedAndStaysAsItIs() throws Exception {
        for (Path needed : List.of(run.study(), run.space(), run.database())) {
            byte[] kept = Files.readAllBytes(needed);
            Files.delete(needed);
            List<Path> before = files();
            refused("this folder holds no search that was begun: " + needed.getFileName()
                    + " is missing. Maybe runs/NAME");
            assertThat(files()).isEqualTo(before);
            Files.write(needed, kept);
        }
        run = new RunFolder(folder.resolve("none"));
        refused("study.yaml is missing");
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void numbersThatAreNoneAreRefused() throws Exception {
        List<Path> before = files();
        refused("--epochs: there must be at least one, not 0", "--epochs", "0");
        refused("--epochs: there must be at least one, not -3", "--epochs", "-3");
        refused("--workers: it must be from 1 to 1024, not 0", "--workers", "0");
        refused(
                "--now: it says the epochs, and so does --epochs. Maybe leave one of the two out",
                "--now",
                "--epochs",
                "2");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aSearchThatHasTrainedNothingHasNothingToFinishWith() throws Exception {
        String study = Files.readString(run.study());
        for (String[] more : List.of(new String[] {}, new String[] {"--now"}, new String[] {"--epochs", "2"})) {
            refused(
                    "no candidate was trained to its end yet, so there is nothing to finish with."
                            + " Maybe let \"narsil search\" run for a while first",
                    more);
        }
        assertThat(run.result()).doesNotExist();
        assertThat(run.revisions()).doesNotExist();
        assertThat(run.study()).hasContent(study);
    }
}
