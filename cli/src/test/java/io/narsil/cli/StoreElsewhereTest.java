package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A search whose trials are kept elsewhere than in its folder; the trainer is the user's own. */
@Timeout(300)
class StoreElsewhereTest {
    @TempDir
    private Path folder;

    private static String said(int code, String... arguments) {
        StringWriter words = new StringWriter();
        PrintWriter writer = new PrintWriter(words, true);
        int ended = Narsil.commandLine().setOut(writer).setErr(writer).execute(arguments);
        assertThat(ended).as(words.toString()).isEqualTo(code);
        return words.toString();
    }

    private Path study(String more) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(p -> Path.of(p).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Files.writeString(folder.resolve("java.txt"), "-cp \"" + classes + "\" -XX:TieredStopAtLevel=1 -Xmx128m");
        Path file = new TinyStudy(folder)
                .write(
                        "large: {macs: 1M}",
                        "trainer: {command: [\"%s\", \"@java.txt\", \"%s\"]}\n"
                                .formatted(java, OwnTrainer.class.getName()));
        return Files.writeString(file, Files.readString(file).replace("batch: 4", "batch: 2") + more);
    }

    @Test
    void allThatReadsARunFindsItsTrialsElsewhere() throws Exception {
        Path usual = folder.resolve("usual");
        said(0, "search", study("").toString(), "--out", usual.toString(), "--quiet");
        Path run = folder.resolve("run");
        Path local = folder.resolve("local/trials.db");
        Path study = study("store: sqlite:local/trials.db\n");
        assertThat(said(0, "search", study.toString(), "--out", run.toString()))
                .contains("trials are kept in sqlite:" + local);
        assertThat(local).exists();
        assertThat(run.resolve("study.db")).doesNotExist();
        assertThat(run.resolve("study.yaml")).hasSameTextualContentAs(usual.resolve("study.yaml"));
        assertThat(TinyStudy.models(run)).isEqualTo(TinyStudy.models(usual)).isNotEmpty();
        String columns = "trial,kind,status,candidate,score";
        assertThat(said(0, "trials", run.toString(), "--csv", "--columns", columns))
                .isEqualTo(said(0, "trials", usual.toString(), "--csv", "--columns", columns))
                .hasLineCount(said(0, "trials", usual.toString(), "--csv").split("\n").length);
        said(0, "report", run.toString());

        // Without a word it goes on where its trials are.
        assertThat(said(0, "search", study("").toString(), "--out", run.toString()))
                .contains("this study was run before");
        Path longer = study("");
        Files.writeString(longer, Files.readString(longer).replace("rounds: 2", "rounds: 3"));
        assertThat(said(0, "search", longer.toString(), "--out", run.toString(), "--quiet"))
                .isNotEmpty();
        assertThat(run.resolve("study.db")).doesNotExist();
        assertThat(said(0, "trials", run.toString(), "--csv", "--columns", "round")
                        .lines())
                .contains("3");

        // Where its disk is not, nothing is begun anew.
        Files.move(local, local.resolveSibling("moved.db"));
        String gone = "store.yaml: the trials of this run are kept in sqlite:" + local;
        assertThat(said(2, "trials", run.toString())).contains(gone, "Maybe search on the machine that has it");
        assertThat(said(2, "search", longer.toString(), "--out", run.toString(), "--retry-failed"))
                .contains(gone)
                .doesNotContain("\tat ");
        assertThat(local).doesNotExist();
    }
}
