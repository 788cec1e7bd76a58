package io.narsil.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.around.Around;
import io.narsil.cli.text.FaultText;
import io.narsil.network.Zoo;
import io.narsil.space.SpaceFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SpaceCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int space(String... arguments) {
        return new CommandLine(new SpaceCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    FaultText.print(line.getErr(), e);
                    return 2;
                })
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--classes", "--channels", "--resolution"})
    void imagesOfNothingAreRefused(String option) {
        assertThat(space("scaled", option, "0")).isEqualTo(2);
        assertThat(err.toString()).contains(option + ": this must be from 1 to 1048576, not 0.");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--resolution", "--by-input"})
    void imagesThatTheSpaceDoesNotTakeAreRefused(String option) {
        for (int[] sizes : new int[][] {{20, 24}, {1000, 320}}) {
            err.getBuffer().setLength(0);
            assertThat(space("scaled", option, "" + sizes[0])).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith(option + ": the space scaled takes images of 24 to 320 pixels, not " + sizes[0]
                            + ". Maybe " + option + " " + sizes[1] + ".");
        }
        assertThat(out.toString()).isEmpty();
    }

    /** Whoever says no size wants to see the space. */
    @Test
    void withoutASizeItIsOneThatTheSpaceTakes(@TempDir Path folder) throws Exception {
        String text = SpaceFile.shippedText("scaled");
        assertThat(text).contains("smallest: 24");
        Path file = Files.writeString(folder.resolve("s.yaml"), text.replace("smallest: 24", "smallest: 64"));
        assertThat(space(file.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("at 64 pixels");
    }

    @Test
    void aPoolWithoutABudgetIsRefused() {
        assertThat(space("scaled", "--pool", "100")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--pool: candidates are sampled within a budget");
        assertThat(out.toString()).isEmpty();
    }

    /** A study without "init" searches another space around a network than one with it, and both can be looked at. */
    @Test
    void theSpaceAroundANetworkIsShownForRandomWeightsToo() {
        assertThat(space("around(resnet-18)", "--text", "--at-random"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).isEqualTo(Around.text(Zoo.get("resnet-18"), false));
        out.getBuffer().setLength(0);
        assertThat(space("recipes(resnet-18)", "--at-random"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).startsWith("recipes-resnet-18-at-random");
        assertThat(space("scaled", "--at-random")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--at-random: only a space around a network is another one");
    }

    @Test
    void aNameThatIsNearlyASpaceAroundANetworkIsToldWhatIsMeant() {
        assertThat(space("arround(resnet-18)")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no space \"arround(resnet-18)\". Maybe \"around(resnet-18)\".");
    }
}
