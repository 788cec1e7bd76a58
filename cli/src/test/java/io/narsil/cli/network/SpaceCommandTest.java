package io.narsil.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.cli.text.FaultText;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
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

    @Test
    void aPoolWithoutABudgetIsRefused() {
        assertThat(space("scaled", "--pool", "100")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--pool: candidates are sampled within a budget");
        assertThat(out.toString()).isEmpty();
    }
}
