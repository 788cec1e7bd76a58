package io.narsil.cli.model;

import io.narsil.cli.text.CountTable;
import io.narsil.cli.text.Terminal;
import io.narsil.cli.text.TextTable;
import io.narsil.cli.text.Wrap;
import io.narsil.study.evaluation.Evaluation;
import io.narsil.task.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Figures of a network for people. */
record EvaluationText(Evaluation figures) {
    private static final int MOST_CLASSES = 20;
    private static final int MOST_MISTAKES = 10;

    /** @param sentences sentences below the figures */
    String of(List<String> sentences) {
        StringBuilder text = new StringBuilder();
        line(text, "images", "%,d%s", figures.images(), figures.unread() == 0 ? "" : unread());
        line(text, "accuracy", "%.2f %%  %s", 100 * figures.accuracy(), interval(figures.interval()));
        if (figures.top5() != null) {
            line(
                    text,
                    "top 5",
                    "%.2f %%  %s",
                    100 * figures.top5().share(),
                    interval(figures.top5().interval()));
        }
        line(text, "balanced", "%.2f %%", 100 * figures.balancedAccuracy());
        line(text, "macro F1", "%.2f %%", 100 * figures.macroF1());
        line(text, "loss", "%.3f  (cross-entropy)", figures.crossEntropy());
        for (String sentence : sentences) {
            text.append(Wrap.lines(sentence, Terminal.width(), "")).append(System.lineSeparator());
        }
        return text.append(classes()).append(mistakes()).append(surest()).toString();
    }

    private String unread() {
        return String.format(Locale.ROOT, ", and %,d that could not be read", figures.unread());
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-11s " + format + "%n", prepend(name, values)));
    }

    private static Object[] prepend(String name, Object[] values) {
        Object[] all = new Object[values.length + 1];
        all[0] = name;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    private static String interval(Interval interval) {
        return String.format(
                Locale.ROOT, "(95 %% interval: %.1f to %.1f %%)", 100 * interval.low(), 100 * interval.high());
    }

    /** Classes, those of which least is found first. */
    private String classes() {
        List<Evaluation.ClassFigures> known = figures.classes().stream()
                .filter(c -> c.recall() != null)
                .sorted(Comparator.comparingDouble(Evaluation.ClassFigures::recall))
                .toList();
        TextTable table = new TextTable(Set.of(1, 2, 3), "class", "images", "found", "right where named");
        known.stream()
                .limit(MOST_CLASSES)
                .forEach(c -> table.row(
                        c.name(),
                        String.format(Locale.ROOT, "%,d", c.images()),
                        percent(c.recall()),
                        percent(c.precision())));
        int more = known.size() - MOST_CLASSES;
        return "\n" + table
                + (more > 0 ? String.format(Locale.ROOT, "and %d classes of which more is found%n", more) : "");
    }

    private static String percent(Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private String mistakes() {
        if (figures.mistakes().isEmpty()) {
            return "";
        }
        return "\n" + (figures.classes().size() <= CountTable.MOST ? square() : frequent());
    }

    private String square() {
        return CountTable.of(
                        "is \\ named",
                        figures.classes().stream()
                                .map(Evaluation.ClassFigures::name)
                                .toList(),
                        List.of(),
                        (label, answer) -> figures.matrix().get(label).get(answer))
                .toString();
    }

    private String frequent() {
        TextTable table = new TextTable(Set.of(2), "class", "named", "images");
        figures.mistakes().stream()
                .limit(MOST_MISTAKES)
                .forEach(m -> table.row(m.label(), m.answer(), Integer.toString(m.images())));
        int more = figures.mistakes().size() - MOST_MISTAKES;
        return table + (more > 0 ? String.format(Locale.ROOT, "and %d rarer kinds of mistakes%n", more) : "");
    }

    private String surest() {
        if (figures.surest().isEmpty()) {
            return "";
        }
        TextTable table = new TextTable(Set.of(3), "most surely wrong", "class", "named", "probability");
        figures.surest().forEach(m -> table.row(m.image(), m.label(), m.answer(), percent(m.probability())));
        return "\n" + table;
    }
}
