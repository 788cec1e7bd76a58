package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class LackingJavaTest {
    /** A command whose class wants a module that is not there. */
    @Command
    static final class Chance implements Runnable {
        @Override
        public void run() {
            throw new ExceptionInInitializerError(new IllegalArgumentException("No implementation is available"));
        }
    }

    /** A command that calls a library that is not there. */
    @Command
    static final class Photo implements Runnable {
        @Override
        public void run() {
            throw new UnsatisfiedLinkError("libjpeg.so.62: cannot open shared object file");
        }
    }

    @Test
    void aModuleThatIsMissingIsSaidInASentence() {
        assertThat(said(new Chance()))
                .contains(
                        "narsil: something that Narsil needs cannot be loaded (java.lang.IllegalArgumentException: No implementation"
                                + " is available, in io.narsil.cli.LackingJavaTest$Chance). Maybe a whole JDK or JRE",
                        "\"--add-modules ALL-MODULE-PATH\"")
                .doesNotContain("\tat ");
    }

    @Test
    void soIsALibrary() {
        assertThat(said(new Photo()))
                .contains("(java.lang.UnsatisfiedLinkError: libjpeg.so.62: cannot open shared object file, in ")
                .contains("libjpeg62-turbo")
                .doesNotContain("\tat ");
    }

    private static String said(Object command) {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(command).setErr(new PrintWriter(err));
        assertThat(Narsil.execute(line)).isEqualTo(1);
        return err.toString();
    }
}
