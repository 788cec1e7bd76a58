package io.narsil.cli.search;

import io.narsil.cli.text.ElsewhereText;
import io.narsil.cli.text.TextTable;
import io.narsil.config.Durations;
import io.narsil.config.Quantity;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.folder.TestIntervals;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The family as a table for a person. */
final class ResultTable {
    private ResultTable() {}

    static String of(StudyResult result, Path folder) {
        MoreColumns classes = MoreColumns.of(result);
        TestIntervals intervals = TestIntervals.of(result);
        List<String> more = classes.columns();
        TextTable table = new TextTable(
                IntStream.rangeClosed(1, 5 + more.size()).boxed().collect(Collectors.toSet()),
                row(
                        List.of("budget", "multiply-adds", "parameters", "validation", "test"),
                        more,
                        List.of("ms", "recipe", "folder")));
        for (StudyResult.Member member : result.family()) {
            table.row(row(
                    List.of(
                            member.budget(),
                            Quantity.brief(member.macs()),
                            Quantity.brief(member.params()),
                            percent(member.validation(), member.problem()),
                            test(intervals, member.test(), member.problem(), classes.chance(member.detail()))),
                    classes.cells(member.detail()),
                    List.of(
                            member.onnx() == null ? "-" : milliseconds(member.onnx()),
                            member.recipe(),
                            member.problem().isEmpty()
                                    ? folder.resolve(member.folder()).toString()
                                    : "none: " + member.problem())));
            Compared.of(member)
                    .ifPresent(c -> table.row(row(
                            List.of(
                                    "  " + c.name(),
                                    Quantity.brief(c.macs()),
                                    Quantity.brief(c.params()),
                                    percent(c.validation(), c.problem()),
                                    test(intervals, c.test(), c.problem(), classes.chance(c.detail()))),
                            classes.cells(c.detail()),
                            List.of("", c.problem().isEmpty() ? c.words() : c.problem(), ""))));
        }
        StringBuilder text =
                new StringBuilder("\n").append(table).append(chance(intervals)).append(classes.below());
        text.append(String.format(
                Locale.ROOT,
                "%n%d networks were trained, finalists for %d epoch%s.%n%s",
                result.candidates(),
                result.finalEpochs(),
                result.finalEpochs() == 1 ? "" : "s",
                Compared.below(result) + NoBetter.text(result)));
        if (result.early() != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "The search was brought to its end in round %d of %d: members are the best of the trained candidates."
                            + "%n\"narsil search\" goes on with the rest.%n",
                    result.early().rounds(),
                    result.early().planned()));
        }
        if (!result.stages().isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%sTraining took %s, summed over all processes.%n",
                    result.seconds() == 0 ? "" : "The run took " + Durations.clock(result.seconds()) + ". ",
                    result.stages().stream()
                            .map(s -> Durations.clock(s.seconds()) + " for " + s.name())
                            .collect(Collectors.joining(", "))));
        }
        if (result.family().stream().anyMatch(m -> m.onnx() != null)) {
            text.append(String.format(
                    Locale.ROOT,
                    "\"ms\" is the median time of one image on this machine, by ONNX Runtime%s.%nEach"
                            + " model.onnx finds the %s that its trained network finds; %s differ by at most %.0e.%n",
                    pace(result),
                    result.finds() ? "boxes" : "classes",
                    result.finds() ? "scores" : "logits",
                    result.family().stream()
                            .filter(m -> m.onnx() != null)
                            .mapToDouble(m -> m.onnx().difference())
                            .max()
                            .orElse(0)));
        }
        return text.append(MachinesText.of(folder))
                .append(ElsewhereText.of(result, folder))
                .toString();
    }

    private static String[] row(List<String> first, List<String> more, List<String> last) {
        return Stream.of(first, more, last).flatMap(List::stream).toArray(String[]::new);
    }

    private static String pace(StudyResult result) {
        double slowdown = result.family().stream()
                .filter(m -> m.onnx() != null)
                .mapToDouble(m -> m.onnx().slowdown())
                .findFirst()
                .orElse(1);
        return slowdown == 1 || slowdown == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", at the pace of its profile: all took %.2f times as long now, the profile's reference network, too",
                        slowdown);
    }

    private static String milliseconds(StudyResult.Onnx onnx) {
        String text = String.format(Locale.ROOT, "%.3f", onnx.median());
        return onnx.limit() == null
                ? text
                : text + String.format(Locale.ROOT, " of %.3f%s", onnx.limit(), onnx.within() ? "" : " (over)");
    }

    /** A score with the farther end of its interval; nearer ones may be equal but for the images that were drawn. */
    private static String test(TestIntervals intervals, double share, String problem, Optional<Double> resampled) {
        return percent(share, problem)
                + resampled
                        .or(() -> intervals.of(share).map(i -> Math.max(share - i.low(), i.high() - share)))
                        .filter(i -> problem.isEmpty())
                        .map(i -> String.format(Locale.ROOT, " ± %.1f", 100 * i))
                        .orElse("");
    }

    private static String chance(TestIntervals intervals) {
        return intervals.images() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%n\"±\" reaches to the farther end of the interval of 95 %%, with %,d test images: what lies within may"
                                + " be chance.%n",
                        intervals.images());
    }

    private static String percent(double share, String problem) {
        return problem.isEmpty() ? String.format(Locale.ROOT, "%.2f %%", 100 * share) : "-";
    }
}
