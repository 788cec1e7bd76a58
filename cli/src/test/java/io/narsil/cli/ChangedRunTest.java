package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose settings change, and searches that are brought to their end; who trains only pretends to. */
class ChangedRunTest {
    @TempDir
    private Path folder;

    private TinyStudy tiny;
    private Path study;

    @BeforeEach
    void makeStudy() throws Exception {
        tiny = new TinyStudy(folder);
        study = tiny.write();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(
                study,
                Files.readString(study)
                        + "trainer: {command: [\"%s\", \"-cp\", \"%s\", \"%s\"]}\n"
                                .formatted(java, classPath(), OwnTrainer.class.getName()));
    }

    /** Without a place that depends on the folder in which a trainer is started. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(p -> Path.of(p).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String said(Process process) throws Exception {
        tiny.finish(process);
        String said = tiny.output();
        Files.delete(folder.resolve("output.txt"));
        return said;
    }

    private void edit(String from, String to) throws Exception {
        assertThat(study).content().contains(from);
        Files.writeString(study, Files.readString(study).replace(from, to));
    }

    /** Searches until a trial is reached, and is killed there. */
    private void killAt(int trial, Path run) throws Exception {
        Path wait = Files.createFile(folder.resolve("wait-" + trial));
        Process process = tiny.search(study, run, "--workers", "1");
        while (TinyStudy.ids(run, "status = 'running' AND id = " + trial).isEmpty()) {
            assertThat(process.isAlive()).as(tiny.output()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        process.destroyForcibly().waitFor();
        Files.delete(wait);
    }

    private static List<String> trials(Path run) throws Exception {
        List<String> trials = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + run.resolve("study.db"));
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT id, kind, round, budget, fingerprint, epochs, status FROM trial" + " ORDER BY id")) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= 7; i++) {
                    values.add(row.getString(i));
                }
                trials.add(String.join(" ", values));
            }
        }
        return trials;
    }

    @Test
    void aRunGoesOnWithOtherSettingsFromWhatItHas() throws Exception {
        Path one = folder.resolve("one");
        Path killed = folder.resolve("killed");
        said(tiny.search(study, one, "--workers", "2"));
        said(tiny.search(study, killed, "--workers", "1"));
        List<String> before = trials(one);

        edit("rounds: 2", "rounds: 3");
        edit("  small:", "  middle: {macs: 800k}\n  small:");
        assertThat(said(tiny.search(study, one, "--workers", "2")))
                .contains("rounds was 2 and is 3: more follow the 2 rounds that were begun, and finalists are chosen")
                .contains("budgets.middle was not there and is {macs: 800000}: a member is searched for it with all")
                .contains("round 3/3");
        assertThat(trials(one)).startsWith(before.toArray(new String[0]));
        assertThat(one.resolve("result.json")).content().contains("\"small\"", "\"middle\"", "\"large\"");

        killAt(before.size() + 2, killed);
        said(tiny.search(study, killed, "--workers", "2"));
        assertThat(trials(killed)).isEqualTo(trials(one));
        assertThat(killed.resolve("models/middle/recipe.yaml"))
                .hasSameTextualContentAs(one.resolve("models/middle/recipe.yaml"));
        assertThat(said(tiny.search(study, one))).contains("this study was run before");

        edit("epochs: 2", "epochs: 3");
        tiny.refused(tiny.search(study, one));
        assertThat(tiny.output()).contains("\"epochs\" cannot change in a run that has begun");
    }

    @Test
    void aSearchThatWasStoppedIsShownFinishedAndGoesOn() throws Exception {
        Path run = folder.resolve("run");
        killAt(6, run);
        assertThat(said(tiny.start(List.of("report", run.toString()))))
                .contains("unfinished: 2 of 2 rounds were begun");
        assertThat(run.resolve("report.html")).content().contains("the search is not over; its best candidate so far");
        assertThat(said(tiny.start(List.of("evolve", run.toString(), "--macs", "800k"))))
                .contains("predicted score", "unfinished: the search is not over");

        assertThat(said(tiny.start(List.of("finish", run.toString(), "--now"))))
                .contains("with what there is: 2 of 2 rounds were begun")
                .contains("The search was brought to its end in round 2 of 2");
        assertThat(trials(run)).filteredOn(t -> t.contains("finalist")).allMatch(t -> t.contains(" 2 done"));
        assertThat(run.resolve("models/small/architecture.yaml")).exists();
        assertThat(said(tiny.start(List.of("finish", run.toString(), "--now")))).contains("this study was run before");

        assertThat(said(tiny.search(study, run))).doesNotContain("brought to its end", "takes its place");
        assertThat(trials(run)).noneMatch(t -> t.endsWith("chosen") || t.endsWith("running"));
        assertThat(trials(run)).filteredOn(t -> t.contains(" round ")).hasSize(8);
        assertThat(trials(run))
                .filteredOn(t -> t.contains("finalist") && t.contains(" 4 done"))
                .hasSize(2);
    }
}
