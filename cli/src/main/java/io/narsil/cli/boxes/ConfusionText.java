package io.narsil.cli.boxes;

import io.narsil.boxes.BoxConfusion;
import io.narsil.cli.text.CountTable;
import io.narsil.cli.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a detector takes for what, for people: of few classes the whole matrix, of many the most frequent mistakes. */
record ConfusionText(List<String> classes, BoxConfusion confusion) {
    private static final int MOST_MISTAKES = 10;
    private static final String BACKGROUND = "background";

    String of() {
        String head = String.format(
                Locale.ROOT,
                "%nfound for what, by boxes above a score of %s that overlap by an IoU of %s or more%n",
                confusion.score(),
                confusion.overlap());
        if (confusion.classes() <= CountTable.MOST) {
            return head + CountTable.of("is \\ found", classes, List.of(BACKGROUND), confusion::count);
        }
        List<BoxConfusion.Mistake> mistakes = confusion.mistakes();
        if (mistakes.isEmpty()) {
            return head + String.format("no mistakes%n");
        }
        TextTable table = new TextTable(Set.of(2), "is", "found", "count");
        mistakes.stream()
                .limit(MOST_MISTAKES)
                .forEach(
                        m -> table.row(name(m.label()), name(m.found()), String.format(Locale.ROOT, "%,d", m.count())));
        int more = mistakes.size() - MOST_MISTAKES;
        return head + table + (more > 0 ? String.format(Locale.ROOT, "and %d rarer kinds of mistakes%n", more) : "");
    }

    private String name(int label) {
        return label == confusion.background() ? BACKGROUND : classes.get(label);
    }
}
