package io.narsil.study.table;

import io.narsil.config.Decimals;
import io.narsil.network.Cost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A column of the table for other programs; {@code docs/runs.md} says what each of them means.
 *
 * @param name name of the column, which has a dot where it comes from a space and none where it does not
 * @param value function that gives a row's value: a number, a text, a list of numbers, or null where there is none
 */
public record TrialColumn(String name, Function<TrialRow, Object> value) {
    private static final List<TrialColumn> ALWAYS = List.of(
            new TrialColumn("trial", TrialRow::trial),
            new TrialColumn("kind", row -> row.kind().key()),
            new TrialColumn("round", TrialRow::round),
            new TrialColumn("budget", TrialRow::budget),
            new TrialColumn("why", TrialRow::why),
            new TrialColumn("status", TrialRow::status),
            new TrialColumn("reason", TrialRow::reason),
            new TrialColumn("epochs", TrialRow::epochs),
            new TrialColumn("schedule_epochs", TrialRow::scheduleEpochs),
            new TrialColumn("epochs_done", row -> row.scores().size()),
            new TrialColumn("score", TrialRow::score),
            new TrialColumn("test_score", TrialRow::testScore),
            new TrialColumn("predicted", TrialRow::predicted),
            new TrialColumn("deviation", TrialRow::deviation),
            cost("macs", Cost::macs),
            cost("pooled", Cost::pooled),
            cost("params", Cost::params),
            cost("trainable", Cost::trainable),
            cost("activations", Cost::activations),
            cost("memory", Cost::memory),
            new TrialColumn(
                    "latency_ns",
                    row -> row.cost().latency() == 0 ? null : row.cost().latency()),
            new TrialColumn("seconds", TrialRow::seconds),
            new TrialColumn("teacher", TrialRow::teacher),
            new TrialColumn("continues", TrialRow::continues),
            new TrialColumn("continues_after", TrialRow::continuesAfter),
            new TrialColumn("space", TrialRow::space),
            new TrialColumn("candidate", TrialRow::candidate));

    private static TrialColumn cost(String name, Function<Cost, Object> value) {
        return new TrialColumn(name, row -> value.apply(row.cost()));
    }

    /** The value of this column in a row, or null. */
    public Object of(TrialRow row) {
        return value.apply(row);
    }

    /** The columns of a table, with each learning curve as one value. */
    public static List<TrialColumn> nested(TrialTable table) {
        List<TrialColumn> all = flat(table);
        all.add(new TrialColumn("scores", TrialRow::scores));
        all.add(new TrialColumn("losses", TrialRow::losses));
        return all;
    }

    /** The columns of a table, with a column for each epoch of a learning curve. */
    public static List<TrialColumn> spread(TrialTable table) {
        List<TrialColumn> all = flat(table);
        int most =
                table.rows().stream().mapToInt(row -> row.scores().size()).max().orElse(0);
        curve("epoch_", most, TrialRow::scores, all);
        curve("loss_", most, TrialRow::losses, all);
        return all;
    }

    private static void curve(
            String prefix, int most, Function<TrialRow, List<Double>> curve, List<TrialColumn> columns) {
        for (int i = 0; i < most; i++) {
            int epoch = i;
            columns.add(new TrialColumn(prefix + (epoch + 1), row -> {
                List<Double> values = curve.apply(row);
                return epoch < values.size() ? values.get(epoch) : null;
            }));
        }
    }

    private static List<TrialColumn> flat(TrialTable table) {
        List<TrialColumn> all = new ArrayList<>(ALWAYS);
        Set<String> architecture = new LinkedHashSet<>(table.architecture());
        Set<String> recipe = new LinkedHashSet<>(table.recipe());
        for (TrialRow row : table.rows()) {
            architecture.addAll(row.architecture().keySet());
            recipe.addAll(row.recipe().keySet());
        }
        architecture.forEach(name -> all.add(new TrialColumn(
                "architecture." + name, row -> number(row.architecture().get(name)))));
        recipe.forEach(name -> all.add(
                new TrialColumn("recipe." + name, row -> number(row.recipe().get(name)))));
        return all;
    }

    /** A number where a text of a space is one, exactly as it is written; the text where it is none. */
    private static Object number(String text) {
        return text != null && Decimals.parse(text).isPresent() ? new BigDecimal(text.strip()) : text;
    }
}
