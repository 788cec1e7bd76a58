package io.narsil.cli;

import io.narsil.config.Quantity;
import io.narsil.study.StudyResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The family as a table for a person. */
final class ResultTable {
    private static final List<String> HEAD =
            List.of("budget", "multiply-adds", "parameters", "validation", "test", "recipe", "folder");

    private ResultTable() {}

    static String of(StudyResult result, Path folder) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (StudyResult.Member member : result.family()) {
            rows.add(List.of(
                    member.budget(),
                    Quantity.brief(member.macs()),
                    Quantity.brief(member.params()),
                    percent(member.validation(), member.problem()),
                    percent(member.test(), member.problem()),
                    member.recipe(),
                    member.problem().isEmpty()
                            ? folder.resolve(member.folder()).toString()
                            : "none: " + member.problem()));
            StudyResult.Baseline baseline = member.baseline();
            if (baseline != null) {
                rows.add(List.of(
                        "  unsearched",
                        Quantity.brief(baseline.macs()),
                        Quantity.brief(baseline.params()),
                        percent(baseline.validation(), baseline.problem()),
                        percent(baseline.test(), baseline.problem()),
                        baseline.problem().isEmpty() ? "median of the first round" : baseline.problem(),
                        ""));
            }
        }
        StringBuilder text = new StringBuilder("\n");
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                boolean right = i >= 1 && i <= 4;
                line.append(right ? gap + row.get(i) : row.get(i) + gap).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append(String.format(
                Locale.ROOT,
                "%n%d candidates were trained; finalists and the unsearched medians they are compared with in %d"
                        + " epochs.%n\"Unsearched\" is the median candidate of the first round within the same budget and"
                        + " no smaller one.%n",
                result.candidates(),
                result.finalEpochs()));
        return text.toString();
    }

    private static String percent(double share, String problem) {
        return problem.isEmpty() ? String.format(Locale.ROOT, "%.2f %%", 100 * share) : "-";
    }
}
