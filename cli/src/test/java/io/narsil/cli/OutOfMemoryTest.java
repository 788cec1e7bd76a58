package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class OutOfMemoryTest {
    /** A command that wants too much. */
    @Command
    static final class Greedy implements Runnable {
        @Override
        public void run() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @Test
    void memoryThatEndsIsSaidInASentence() {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new Greedy()).setErr(new PrintWriter(err));
        assertThat(Narsil.execute(line)).isEqualTo(Narsil.USER_FAULT);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "narsil: there is not enough memory (Java heap space). Maybe a file is larger than it"
                                + " should be, or Java needs more: JAVA_TOOL_OPTIONS=-Xmx8g.");
    }
}
