package io.narsil.cli.search;

import io.narsil.study.folder.SmallerNetwork;
import io.narsil.study.folder.StudyResult;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Budgets whose network is that of a smaller one, and members that a smaller one beats, be it by chance. */
final class NoBetter {
    private NoBetter() {}

    /** A line for each; nothing where a larger budget always has a better network. */
    static String text(StudyResult result) {
        return result.family().stream()
                .flatMap(member -> (member.smaller() == null
                                ? smaller(result, member).map(s -> line(member, s))
                                : Optional.of(same(member)))
                        .stream())
                .collect(Collectors.joining());
    }

    private static String same(StudyResult.Member member) {
        SmallerNetwork smaller = member.smaller();
        return smaller.own() == null
                ? String.format(
                        "The network of %s is that of %s: nothing that was trained for it came to its end.%n",
                        member.budget(), smaller.budget())
                : String.format(
                        Locale.ROOT,
                        "The network of %s is that of %s, which fits, too, and is better than all that was trained for it:"
                                + " %.2f against %.2f %% on validation images.%n",
                        member.budget(),
                        smaller.budget(),
                        100 * member.validation(),
                        100 * smaller.own());
    }

    /** The best of the members that cost less, take no longer where that is known, and reached more. */
    private static Optional<StudyResult.Member> smaller(StudyResult result, StudyResult.Member member) {
        return result.family().stream()
                .filter(s -> s.problem().isEmpty() && member.problem().isEmpty())
                .filter(s -> s.macs() <= member.macs() && s.params() <= member.params())
                .filter(s -> s.macs() < member.macs() || s.params() < member.params())
                .filter(s -> s.onnx() == null
                        || member.onnx() == null
                        || s.onnx().median() <= member.onnx().median())
                .filter(s -> s.validation() > member.validation())
                .max(Comparator.comparingDouble(StudyResult.Member::validation));
    }

    private static String line(StudyResult.Member member, StudyResult.Member smaller) {
        return String.format(
                Locale.ROOT,
                "The network of %s is no better than that of %s, which is smaller: %.2f against %.2f %% on validation images.%n",
                member.budget(),
                smaller.budget(),
                100 * member.validation(),
                100 * smaller.validation());
    }
}
