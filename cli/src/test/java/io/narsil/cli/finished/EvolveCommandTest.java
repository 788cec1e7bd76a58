package io.narsil.cli.finished;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.cli.text.FaultText;
import io.narsil.study.finished.PredictedFronts;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.RunFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvolveCommandTest {
    @TempDir
    private static Path folder;

    private static RunFolder run;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void write() {
        run = new RunFolder(folder.resolve("run"));
        SampleRun.write(run);
        PredictedFronts.write(run);
    }

    private int evolve(String... more) {
        return new CommandLine(new EvolveCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    FaultText.print(line.getErr(), e);
                    return 2;
                })
                .execute(Stream.concat(Stream.of(run.path().toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private void refused(String because, String... more) {
        assertThat(evolve(more)).isEqualTo(2);
        assertThat(err.toString()).contains(because).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aCandidateOfThePagesIsWrittenAsItIs() throws Exception {
        PredictedFronts.Offer offer = PredictedFronts.read(run).candidates().get(7);
        assertThat(evolve("--candidate", offer.candidate(), "--json")).isZero();
        JsonNode member = new ObjectMapper().readTree(out.toString());
        assertThat(member.get("predicted").asDouble()).isEqualTo(offer.predicted());
        assertThat(member.get("folder").asText()).isEqualTo("evolved/" + offer.candidate());
        assertThat(run.evolved(offer.candidate()).network().cost().macs())
                .isEqualTo(offer.cost().macs());
        assertThat(evolve("--candidate", offer.candidate(), "--name", "phone")).isZero();
        assertThat(out.toString()).contains("predicted macro F1", "evolved", "phone (not trained)");
    }

    @Test
    void theFrontIsAgainstAnyCost() {
        assertThat(evolve("--front", "3")).isZero();
        assertThat(out.toString())
                .contains("multiply-adds  parameters ", "predicted")
                .doesNotContain("bytes");
        out.getBuffer().setLength(0);
        assertThat(evolve("--front", "3", "--against", "memory")).isZero();
        assertThat(out.toString()).contains("multiply-adds  parameters  bytes of activations at once ");
        out.getBuffer().setLength(0);
        assertThat(evolve("--front", "3", "--against", "latency")).isZero();
        assertThat(out.toString()).contains(" ms ");
    }

    @Test
    void whatDoesNotGoTogetherIsSaid() {
        refused("--candidate: it takes no budget beside it", "--candidate", "x", "--macs", "1M");
        refused("--front: it takes no --candidate beside it", "--candidate", "x", "--front", "3");
        refused("--against: only --front reads it. Maybe --front 12 --against params", "--against", "params");
        refused("--against: there is no \"parms\" here. Maybe", "--front", "3", "--against", "parms");
        refused("--name: a name has up to 64 letters", "--candidate", "../x");
        refused("fronts.json: none of its", "--candidate", "0123456789abcdef");
    }

    /** Two budgets have two folders. */
    @Test
    void aRangeIsNamedByBothOfItsEnds() {
        assertThat(evolve("--macs", "1..10G")).isZero();
        assertThat(run.evolved("macs-1-to-10000000000").path()).isDirectory();
    }

    @Test
    void aFrontHasNoName() {
        refused("--name: a front is printed", "--front", "3", "--name", "phone");
    }
}
