package io.narsil.cli.model;

import io.narsil.cli.text.TextTable;
import io.narsil.config.Printable;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers for people: a table of the most probable classes, in pieces where there are many images. */
final class TextAnswers implements AnswerForm {
    private static final int PIECE = 1000;

    private final PrintWriter out;
    private final int top;
    private TextTable table = new TextTable(Set.of(), "image", "classes");
    private int rows;

    TextAnswers(PrintWriter out, int top) {
        this.out = out;
        this.top = top;
    }

    @Override
    public void add(Answer answer) {
        String best = answer.order().stream()
                .limit(top)
                .map(c -> String.format(
                        Locale.ROOT,
                        "%s %.1f %%",
                        answer.classes().get(c),
                        100 * answer.probabilities().get(c)))
                .collect(Collectors.joining(", "));
        table.row(Printable.line(answer.image()), best);
        if (++rows == PIECE) {
            end();
            table = new TextTable(Set.of(), "image", "classes");
        }
    }

    @Override
    public void end() {
        if (rows > 0) {
            out.print(table);
            out.flush();
            rows = 0;
        }
    }
}
