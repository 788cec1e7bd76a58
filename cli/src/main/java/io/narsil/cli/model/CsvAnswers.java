package io.narsil.cli.model;

import io.narsil.config.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Answers as CSV (RFC 4180): image, class, its probability, and a column with the probability of each class. */
final class CsvAnswers implements AnswerForm {
    private final PrintWriter out;

    /** Prints the head. */
    CsvAnswers(PrintWriter out, List<String> classes) {
        this.out = out;
        List<String> head = new ArrayList<>(List.of("image", "class", "probability"));
        classes.forEach(c -> head.add("p(" + c + ")"));
        print(head);
    }

    @Override
    public void add(Answer answer) {
        int best = answer.order().get(0);
        List<String> cells =
                new ArrayList<>(List.of(answer.image(), answer.classes().get(best)));
        cells.add(Double.toString(answer.probabilities().get(best)));
        answer.probabilities().forEach(p -> cells.add(Double.toString(p)));
        print(cells);
    }

    private void print(List<String> cells) {
        out.print(cells.stream().map(CsvAnswers::cell).collect(Collectors.joining(",")) + "\n");
        out.flush();
    }

    private static String cell(String text) {
        // A name on a disk may have control characters, which only JSON gives so that they can be read back.
        String plain = Printable.line(text);
        return plain.matches("[^\",]*") ? plain : "\"" + plain.replace("\"", "\"\"") + "\"";
    }
}
