package io.narsil.cli.finished;

import io.narsil.cli.text.TextTable;
import io.narsil.config.Durations;
import io.narsil.config.Quantity;
import io.narsil.search.Trial;
import io.narsil.study.table.TrialRow;
import io.narsil.study.table.TrialTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Trials as a table for a person, and below it what does not fit into one. */
final class ScreenForm {
    private static final List<String> STATES = List.of("done", "running", "chosen", "diverged", "failed");

    private ScreenForm() {}

    static List<String> of(TrialTable table) {
        boolean timed = table.rows().stream().anyMatch(row -> row.cost().latency() > 0);
        List<String> head = new ArrayList<>(List.of(
                "trial",
                "kind",
                "round",
                "budget",
                "epochs",
                "status",
                "score",
                "test",
                "multiply-adds",
                "parameters"));
        if (timed) {
            head.add("latency");
        }
        head.addAll(List.of("predicted", "recipe"));
        Set<Integer> numbers = timed ? Set.of(0, 2, 4, 6, 7, 8, 9, 10, 11) : Set.of(0, 2, 4, 6, 7, 8, 9, 10);
        TextTable text = new TextTable(numbers, head.toArray(String[]::new));
        table.rows().forEach(row -> text.row(cells(row, timed)));
        return (text + reasons(table) + "\n" + below(table))
                .lines()
                .map(line -> line + "\n")
                .toList();
    }

    private static String[] cells(TrialRow row, boolean timed) {
        List<String> cells = new ArrayList<>(List.of(
                Integer.toString(row.trial()),
                row.kind() == Trial.Kind.HAND ? "by hand" : row.kind().key(),
                row.round() == null ? "" : row.round().toString(),
                row.budget(),
                epochs(row),
                row.status(),
                percent(row.score(), 2),
                percent(row.testScore(), 2),
                Quantity.brief(row.cost().macs()),
                Quantity.brief(row.cost().params())));
        if (timed) {
            cells.add(
                    row.cost().latency() == 0 ? "" : Durations.brief(row.cost().latency()));
        }
        cells.add(
                row.predicted() == null
                        ? ""
                        : percent(row.predicted(), 1)
                                + String.format(Locale.ROOT, " \u00b1 %.1f", 100 * row.deviation()));
        cells.add(row.recipeText());
        return cells.toArray(String[]::new);
    }

    private static String epochs(TrialRow row) {
        int over = row.scores().size();
        return over == row.epochs() ? Integer.toString(over) : over + " of " + row.epochs();
    }

    private static String percent(Double share, int decimals) {
        return share == null ? "" : String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * share);
    }

    private static String reasons(TrialTable table) {
        TextTable reasons = new TextTable(Set.of(0), "trial", "reason");
        List<TrialRow> ill =
                table.rows().stream().filter(row -> row.reason() != null).toList();
        ill.forEach(row -> reasons.row(Integer.toString(row.trial()), row.reason()));
        return ill.isEmpty() ? "" : "\n" + reasons;
    }

    private static String below(TrialTable table) {
        int all = table.rows().size();
        String counts = STATES.stream()
                .filter(state -> count(table, state) > 0)
                .map(state -> count(table, state) + " " + state)
                .collect(Collectors.joining(", "));
        String text = all == 0 ? "no trial to list" : all + (all == 1 ? " trial: " : " trials: ") + counts;
        return text + (table.finished() ? "\n" : "; the search is not over\n");
    }

    private static long count(TrialTable table, String status) {
        return table.rows().stream().filter(row -> row.status().equals(status)).count();
    }
}
