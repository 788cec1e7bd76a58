package io.narsil.cli.search;

import io.narsil.config.Printable;
import io.narsil.study.Study;
import java.io.PrintWriter;
import java.util.List;

/** A word about the programs that a study starts: each time, since a run folder that was begun may come from others, too. */
final class ProgramsText {
    private ProgramsText() {}

    static void print(Study study, PrintWriter out) {
        if (study.training().own()) {
            print("trainer     ", study.worker().command(), out);
        }
        List<String> runner = study.training().runner().choice().program();
        if (!runner.isEmpty()) {
            print("runner      ", runner, out);
        }
    }

    private static void print(String label, List<String> program, PrintWriter out) {
        out.println(label + "this study starts a program that may do all that you may (read it first where it"
                + " comes from others): "
                + Printable.line(String.join(" ", program)));
    }
}
