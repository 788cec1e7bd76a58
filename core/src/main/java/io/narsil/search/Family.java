package io.narsil.search;

import io.narsil.space.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The members of all budgets together. Each is found for its own budget, and few candidates are tried for each: a network that was
 * found for a smaller one may be the better one, and fits the larger budget, too.
 */
final class Family {
    /** Two trainings of one candidate differ by about as much as the images' chance explains, and here two scores are compared. */
    private static final int DEVIATIONS = 2;

    private Family() {}

    /**
     * The same members, where a smaller budget's is better by more than chance with that one instead.
     *
     * @param own members as they were found for each budget, from the smallest budget to the largest
     */
    static List<FamilyMember> of(Problem problem, List<FamilyMember> own) {
        List<FamilyMember> family = new ArrayList<>();
        for (FamilyMember member : own) {
            Optional<FamilyMember> better = family.stream()
                    .filter(s -> s.smaller().isEmpty() && s.result().done() && better(problem, s, member))
                    .max(Comparator.comparingDouble(s -> s.result().score()));
            family.add(
                    better.isEmpty()
                            ? member
                            : new FamilyMember(member.budget(), member.finalist(), member.hand(), better));
        }
        return List.copyOf(family);
    }

    private static boolean better(Problem problem, FamilyMember smaller, FamilyMember member) {
        if (!member.budget().fits(problem.cost(smaller.trial().candidate())) || !timed(smaller, member)) {
            return false;
        }
        if (!member.result().done()) {
            return true;
        }
        double score = member.result().score();
        return smaller.result().score() > score + DEVIATIONS * problem.deviation(score);
    }

    /** Whether the smaller budget's networks were held to at least the latency of the larger one, on the machine itself. */
    private static boolean timed(FamilyMember smaller, FamilyMember member) {
        Long limit = member.budget().limits().get(Measure.LATENCY);
        Long met = smaller.budget().limits().get(Measure.LATENCY);
        return limit == null || (met != null && met <= limit);
    }
}
