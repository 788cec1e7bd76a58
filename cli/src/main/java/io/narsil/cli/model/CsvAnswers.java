package io.narsil.cli.model;

import io.narsil.cli.text.CsvLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

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
        out.print(CsvLine.of(cells) + "\n");
        out.flush();
    }
}
