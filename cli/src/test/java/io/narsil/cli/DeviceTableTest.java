package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.device.DeviceProfile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times that a user has: from candidates to a family within a budget of a device that is not there. */
class DeviceTableTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Narsil.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void timesOfATableAreABudget() throws Exception {
        TinyStudy tiny = new TinyStudy(folder);
        Path study = tiny.write("a: {latency: 1s}", "");
        Path table = folder.resolve("times.csv");
        assertThat(run("device", "candidates", study.toString(), "-n", "60", "--out", table.toString()))
                .as(err.toString())
                .isZero();
        List<String> lines = new ArrayList<>(Files.readAllLines(table));
        assertThat(lines).hasSize(61);
        int depth = List.of(lines.get(0).split(",", -1)).indexOf("stage3.depth");
        // Three milliseconds, and two more for each block of a stage.
        lines.replaceAll(l -> l.endsWith(",") ? l + (3 + 2 * Integer.parseInt(l.split(",", -1)[depth])) : l);
        Files.write(table, lines);
        String profile = folder.resolve("phone.json").toString();
        assertThat(run(
                        "device",
                        "import",
                        study.toString(),
                        "--table",
                        table.toString(),
                        "--device",
                        "a phone",
                        "--out",
                        profile))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("held out    mean error", "ridge regression on choices", "margin");

        study = tiny.write("small: {latency: 5.5ms, macs: 1M}", "profile: phone.json\n");
        Path run = folder.resolve("run");
        tiny.finish(tiny.search(study, run));
        StudyResult.Member member =
                StudyResult.read(new RunFolder(run)).family().get(0);
        DeviceProfile kept = DeviceProfile.read(new RunFolder(run).device());
        assertThat(member.predictedMilliseconds() * (1 + kept.margin())).isLessThanOrEqualTo(5.5);
        assertThat(member.predictedMilliseconds()).isBetween(4.5, 5.5);
        assertThat(member.onnx().limit()).isNull();
        assertThat(tiny.output()).contains("On a phone (times from times.csv) they are expected to take ");
        assertThat(run.resolve("report.html")).content().contains("whose times stand in", "\"table\":\"times.csv\"");
    }

    @Test
    void optionsThatDoNotBelongTogetherAreRefused() throws Exception {
        TinyStudy tiny = new TinyStudy(folder);
        String study = tiny.write("a: {latency: 1s}", "").toString();
        assertThat(run("device", "import", study, "--unit", "ms")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--unit: this belongs to a table, and there is none. Maybe add --table FILE.");
        assertThat(run("device", "import", study, "--table", "no.csv", "--unit", "hours"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--unit: there is no unit \"hours\" here");
        assertThat(run("device", "import", study, "--table", "no.csv", "--results", "r.json"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--results: this belongs to a kit");
        assertThat(run("device", "candidates", study, "-n", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("--networks: this must be from 30 to ");
    }
}
