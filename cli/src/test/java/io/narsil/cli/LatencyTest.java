package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.device.DeviceProfile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets of latency from the command line, on this machine: what holds on a busy one, too. */
class LatencyTest {
    /** Whatever candidates fit this machine's times, each learns by it what a slope is. */
    private static final String RECIPE = "recipe: {batch_size: 8, optimizer: sgd, ema: off, mixup: 0, dropout: 0}\n";

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

    /** A measurement on a busy machine may fail its validation; what follows is about all else. */
    private static DeviceProfile passed(DeviceProfile p) {
        return new DeviceProfile(
                p.narsil(),
                p.device(),
                p.runtime(),
                p.threads(),
                p.space(),
                p.spaceSha256(),
                p.channels(),
                p.resolution(),
                p.classes(),
                p.networks(),
                p.drift(),
                p.reference(),
                p.terms(),
                p.margin(),
                new DeviceProfile.Validation(0.01, 0.02, 0.99, p.validation().networks()),
                p.learned());
    }

    @Test
    void aMeasuredDeviceServesASearchAndItsNewMembers() throws Exception {
        TinyStudy tiny = new TinyStudy(folder);
        Path study = tiny.write("large: {latency: 1s, macs: 1M}", RECIPE);
        Path file = folder.resolve("device.json");
        int code = run("device", "measure", study.toString(), "--seconds", "1", "--out", file.toString());
        DeviceProfile profile = DeviceProfile.read(file);
        assertThat(code).as(err.toString()).isEqualTo(profile.validation().passed() ? 0 : 1);
        assertThat(profile.validation().networks()).hasSize(20).allMatch(p -> p.predicted() > 0 && p.measured() > 0);
        assertThat(profile.networks()).isGreaterThanOrEqualTo(30);
        assertThat(profile.here()).isTrue();
        assertThat(out.toString()).contains("has not seen", "rank correlation", "predicted ms");

        Files.writeString(file, passed(profile).write());
        // What the slowest network took is many times what one of a million multiply-adds needs, on a busy machine,
        // too.
        double slowest = profile.validation().networks().stream()
                .mapToDouble(DeviceProfile.Point::measured)
                .max()
                .orElseThrow();
        String latency = "latency: %dus".formatted((int) (1_000 * slowest));
        study = tiny.write(
                "small: {macs: 600k, %s}, large: {macs: 1M, params: 200k, %s}".formatted(latency, latency),
                RECIPE + "profile: device.json\n");
        Path run = folder.resolve("run");
        tiny.finish(tiny.search(study, run));
        StudyResult.Onnx onnx =
                StudyResult.read(new RunFolder(run)).family().get(0).onnx();
        assertThat(onnx.within()).isTrue();
        assertThat(onnx.limit()).isPositive();
        assertThat(tiny.output())
                .contains("device ", "budgets keep a margin of", " of " + "%.3f".formatted(onnx.limit()));
        assertThat(run.resolve("latencies.json")).isNotEmptyFile();
        assertThat(run.resolve("report.html")).content().contains("\"latency_front\":[{", "\"latencies\":{\"0\":");
        ReportPage.look(run.resolve("report.html"));

        assertThat(run("evolve", run.toString(), "--latency", "1s", "--macs", "900k"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("latency             at most ");
        assertThat(run("evolve", run.toString(), "--latency", "1ns")).isEqualTo(2);
        assertThat(err.toString()).contains("no candidate of the space fbnetv3-small was found within");

        // The profile belongs to the run: another one may not take its place.
        Files.writeString(file, Files.readString(file).replace("\"margin\" : ", "\"margin\" : 1"));
        tiny.refused(tiny.search(study, folder.resolve("run")));
        assertThat(tiny.output()).contains("the device profile is not the one that");
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        TinyStudy tiny = new TinyStudy(folder);
        Path study = tiny.write("a: {latency: 3ms}", "profile: phone.json\n");
        assertThat(run(
                        "search",
                        study.toString(),
                        "--out",
                        folder.resolve("run").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no such device profile. Maybe narsil device measure STUDY --out");
        for (String option : List.of("--threads", "--seconds")) {
            assertThat(run("device", "measure", study.toString(), option, "0")).isEqualTo(2);
            assertThat(err.toString()).contains(option + ": this must be from 1 to ");
        }
        assertThat(run("device", "kit", study.toString(), "--networks", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("a model needs at least 30 networks");
    }
}
