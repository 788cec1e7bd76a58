package io.narsil.search;

import io.narsil.network.Cost;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.Shapes;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a person would take by hand: of each standard shape the largest network within each budget, with a standard recipe, or
 * where the space believes in a whole network, that one; trained as long as the finalists. Which networks these are depends on problem and plan alone, so that the search is compared
 * with what was fixed before it began; where it finds nothing better, they are the family.
 *
 * @param choices candidates for each budget: one of each shape that has one, or one alone
 */
public record ByHand(Problem problem, SearchPlan plan, Map<Budget, List<Candidate>> choices) {
    /** What a plan asks for; nothing where it asks for none, or the problem has no shapes. */
    public static ByHand of(Problem problem, SearchPlan plan) {
        Map<Budget, List<Candidate>> choices = new LinkedHashMap<>();
        for (Budget budget : plan.budgets()) {
            choices.put(budget, plan.hand() == SearchPlan.Hand.OFF ? List.of() : taken(problem, budget, plan));
        }
        return new ByHand(problem, plan, choices);
    }

    /** Whether it is of the space that is searched, and starts from what its candidates start from. */
    public static boolean searched(Problem problem) {
        return problem.compared() && BelievedNetwork.in(problem.space());
    }

    private static List<Candidate> taken(Problem problem, Budget budget, SearchPlan plan) {
        if (searched(problem)) {
            return BelievedNetwork.largest(problem.costs(), plan.believed(), c -> fits(problem.costs(), budget, c))
                    .stream()
                    .toList();
        }
        return problem.shapes().stream()
                .flatMap(shape -> largest(shape, budget, plan.finalEpochs()).stream())
                .toList();
    }

    /**
     * The largest network of a shape within a budget: of the highest resolution at which one fits, the one with the most
     * multiply-adds, and of equals that with the most parameters.
     */
    private static Optional<Candidate> largest(StageCosts shape, Budget budget, int epochs) {
        SearchSpace space = shape.space();
        Candidate best = null;
        int[] genes = new int[space.parameters().size()];
        do {
            Candidate candidate = space.candidate(genes);
            if (trainedFor(candidate, epochs)
                    && fits(shape, budget, candidate)
                    && (best == null || larger(shape, candidate, best))) {
                best = candidate;
            }
        } while (next(space, genes));
        return Optional.ofNullable(best);
    }

    /** Goes on to the next choice of values; false after the last. */
    private static boolean next(SearchSpace space, int[] genes) {
        for (int i = 0; i < genes.length; i++) {
            genes[i]++;
            if (genes[i] < space.parameters().get(i).size()) {
                return true;
            }
            genes[i] = 0;
        }
        return false;
    }

    /** Whether a candidate has the recipe for so many epochs: that of the greatest number which is not above it. */
    private static boolean trainedFor(Candidate candidate, int epochs) {
        List<Parameter> parameters = candidate.space().parameters();
        int place = IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).name().equals(Shapes.EPOCHS))
                .findFirst()
                .orElse(-1);
        if (place < 0) {
            return true;
        }
        List<String> least = parameters.get(place).values();
        int gene = candidate.gene(place);
        return Integer.parseInt(least.get(gene)) <= epochs
                && (gene + 1 == least.size() || Integer.parseInt(least.get(gene + 1)) > epochs);
    }

    private static boolean larger(StageCosts shape, Candidate candidate, Candidate other) {
        int resolution = Integer.compare(resolution(candidate), resolution(other));
        if (resolution != 0) {
            return resolution > 0;
        }
        Cost now = shape.of(candidate);
        Cost before = shape.of(other);
        return now.macs() > before.macs() || (now.macs() == before.macs() && now.params() > before.params());
    }

    private static int resolution(Candidate candidate) {
        SearchSpace space = candidate.space();
        return space.resolution() == null ? 0 : space.resolution().integer(candidate.genes());
    }

    /** A shape's latency is not known: a model of a device knows the layers of the space that is searched. */
    private static boolean fits(StageCosts shape, Budget budget, Candidate candidate) {
        return !budget.limits().containsKey(Measure.LATENCY) && budget.fits(shape.of(candidate));
    }

    /** The candidates of all budgets, each once, by the smallest budget that they were chosen for. */
    public Map<Candidate, Budget> all() {
        Map<Candidate, Budget> all = new LinkedHashMap<>();
        choices.forEach((budget, candidates) -> candidates.forEach(c -> all.putIfAbsent(c, budget)));
        return all;
    }

    /** The budgets that nothing was found for, though the plan asks for it. */
    public List<Budget> without() {
        return plan.hand() == SearchPlan.Hand.OFF
                ? List.of()
                : choices.keySet().stream()
                        .filter(b -> choices.get(b).isEmpty())
                        .toList();
    }

    /** Whether a trial is one that is asked for. */
    boolean wants(Trial trial) {
        return trial.kind() == Trial.Kind.HAND
                && trial.epochs() == plan.finalEpochs()
                && all().containsKey(trial.candidate());
    }

    /**
     * Whether a candidate is made by hand for a budget: was so, or will be. It is not where its training failed, nor, in a search that is
     * brought to its end early, where it did not come to its end.
     */
    boolean trains(Candidate candidate, Budget budget, History history) {
        if (!choices.get(budget).contains(candidate)) {
            return false;
        }
        List<History.Entry> begun = history.hand()
                .filter(e -> e.trial().candidate().equals(candidate))
                .toList();
        return begun.stream().anyMatch(History.Entry::done)
                || (!plan.finishing()
                        && begun.stream()
                                .filter(e -> e.trial().epochs() == plan.finalEpochs())
                                .allMatch(e -> e.result().isEmpty()));
    }

    /** The trainings that are asked for and were never begun, if any. */
    Optional<Step.Train> next(History history) {
        List<Trial> missing = new ArrayList<>();
        all().forEach((candidate, budget) -> {
            boolean known = history.hand()
                    .anyMatch(e ->
                            e.trial().candidate().equals(candidate) && e.trial().epochs() == plan.finalEpochs());
            if (!known) {
                missing.add(new Trial(
                        history.nextId() + missing.size(),
                        Trial.Kind.HAND,
                        history.roundCount(),
                        budget.name(),
                        candidate,
                        plan.finalEpochs(),
                        plan.finalEpochs()));
            }
        });
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Step.Train(missing, Map.of(), Step.Why.BY_HAND));
    }

    /**
     * The best of all that were trained by hand and fit a budget. A person takes the largest network that fits: one made for a
     * smaller budget is better only where chance alone would not make it so. Of a budget's shapes it is the one of the higher
     * score, of equals the first. Where a search is brought to its end early, those count that were trained for other epochs than its
     * finalists are.
     */
    public Optional<History.Entry> best(Budget budget, History history) {
        if (plan.hand() == SearchPlan.Hand.OFF || budget.limits().containsKey(Measure.LATENCY)) {
            return Optional.empty();
        }
        Map<String, History.Entry> byBudget = new LinkedHashMap<>();
        history.hand()
                .filter(e -> e.done()
                        && (plan.finishing() || e.trial().epochs() == plan.finalEpochs())
                        && budget.fits(problem.cost(e.trial().candidate())))
                .forEach(e -> byBudget.merge(
                        e.trial().budget(), e, (best, other) -> score(other) > score(best) ? other : best));
        return byBudget.values().stream()
                .sorted(Comparator.comparingLong(
                        e -> problem.cost(e.trial().candidate()).macs()))
                .reduce((smaller, larger) ->
                        score(larger) >= score(smaller) - problem.deviation(score(smaller)) ? larger : smaller);
    }

    private static double score(History.Entry entry) {
        return entry.result().orElseThrow().score();
    }
}
