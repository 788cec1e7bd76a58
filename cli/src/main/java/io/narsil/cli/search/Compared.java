package io.narsil.cli.search;

import io.narsil.study.folder.Detail;
import io.narsil.study.folder.StudyResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What stands below a member in the table, to be compared with it: what a person would take by hand or, in results of earlier
 * versions, the median of the first round.
 *
 * @param name name of the row
 * @param words description of the network
 * @param problem reason why it has no score; empty where it has one
 * @param detail answers class by class; null where they are not known
 */
record Compared(
        String name,
        long macs,
        long params,
        double validation,
        double test,
        String words,
        String problem,
        Detail detail) {

    static Optional<Compared> of(StudyResult.Member member) {
        StudyResult.Hand hand = member.hand();
        StudyResult.Baseline old = member.baseline();
        if (hand != null) {
            String words = hand.shape() + (hand.member() ? ": the member" : "");
            return Optional.of(new Compared(
                    "by hand", hand.macs(), hand.params(), hand.validation(), hand.test(), words, "", hand.detail()));
        }
        return old == null
                ? Optional.empty()
                : Optional.of(new Compared(
                        "unsearched",
                        old.macs(),
                        old.params(),
                        old.validation(),
                        old.test(),
                        "median of the first round",
                        old.problem(),
                        old.detail()));
    }

    /** What is said below the table. */
    static String below(StudyResult result) {
        StringBuilder text = new StringBuilder();
        List<StudyResult.Member> family = result.family();
        if (family.stream().anyMatch(m -> m.hand() != null)) {
            text.append(String.format(
                    Locale.ROOT,
                    "\"By hand\" is the best that a person would take within the budget without a search: the largest networks of"
                            + " two standard shapes%n(or the network that the space believes in), with a standard recipe, fixed before anything"
                            + " was trained and trained %s.%n",
                    epochs(result)));
        }
        if (family.stream().anyMatch(StudyResult.Member::byHand)) {
            text.append(String.format(
                    Locale.ROOT,
                    "The search did not beat that for %s: it is the member.%n",
                    family.stream()
                            .filter(StudyResult.Member::byHand)
                            .map(Compared::beaten)
                            .collect(Collectors.joining(", "))));
        }
        if (family.stream().anyMatch(m -> m.hand() == null && m.baseline() != null)) {
            text.append(String.format(
                    Locale.ROOT,
                    "\"Unsearched\" is the median candidate of the first round within the same budget and no smaller"
                            + " one.%n"));
        }
        return text.toString();
    }

    /** The budget, with what the search found for it. */
    private static String beaten(StudyResult.Member member) {
        Double searched = member.hand().searched();
        return member.budget()
                + (searched == null
                        ? ""
                        : String.format(
                                Locale.ROOT, " (its finalist reached %.2f %% on validation images)", 100 * searched));
    }

    /** As long as finalists, except where a search was brought to its end with shorter or longer ones. */
    private static String epochs(StudyResult result) {
        List<Integer> epochs = result.family().stream()
                .filter(m -> m.hand() != null)
                .map(m -> m.hand().epochs())
                .distinct()
                .toList();
        return epochs.equals(List.of(result.finalEpochs()))
                ? "as long"
                : "for " + epochs.stream().map(String::valueOf).collect(Collectors.joining(" or ")) + " epochs";
    }
}
