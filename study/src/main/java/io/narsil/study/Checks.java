package io.narsil.study;

import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.search.Budget;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import io.narsil.space.DetectorSpace;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What must hold between a study, its images and its space before anything is trained. */
public final class Checks {
    private Checks() {}

    /** Images must suit the space; a {@link io.narsil.config.UserException} where they do not. */
    public static void images(Study study, DataSet data, SearchSpace space) {
        Problems problems = new Problems();
        int size = data.train().size();
        if (space.stages().isEmpty()) {
            problems.add(
                    study.lines().space(),
                    "the space " + study.space().name()
                            + " has no stages, so that its candidates are rows of a table and no networks",
                    "add \"stages\", or try it on its table: narsil bench --space FILE --table FILE");
        }
        if (size < space.smallest()) {
            problems.add(
                    study.lines().data(),
                    "the images are " + size + "x" + size + " pixels, but the space " + space.name()
                            + " needs at least " + space.smallest(),
                    "say \"resolution: " + suited(space) + "\" under \"data\" to enlarge them");
        }
        if (size > space.largest()) {
            problems.add(
                    study.lines().data(),
                    "the images are " + size + "x" + size + " pixels, but the space " + space.name() + " takes at most "
                            + space.largest(),
                    "say \"resolution: " + space.largest() + "\" under \"data\"" + larger(size));
        }
        problems.throwIfAny();
        if (space.finds()) {
            detectors(
                    study,
                    space,
                    new InputSpec(data.train().channels(), size, data.classes().size()));
        }
    }

    /** Tries every value of every parameter beside the first values of the others: a detector's levels must lie on its images. */
    private static void detectors(Study study, SearchSpace space, InputSpec images) {
        for (int parameter = 0; parameter < space.parameters().size(); parameter++) {
            for (int value = 0; value < space.parameters().get(parameter).size(); value++) {
                int[] genes = new int[space.parameters().size()];
                genes[parameter] = value;
                try {
                    space.architecture(space.candidate(genes), images);
                } catch (IllegalArgumentException e) {
                    throw new UserException(
                            study.lines().space(),
                            "no detector can be made of all candidates of " + space.name() + ": "
                                    + e.getMessage().replaceFirst("\\. Maybe.*", ""),
                            "another space");
                }
            }
        }
    }

    /** The smallest size of images for a space. */
    private static int suited(SearchSpace space) {
        int multiple = space.finds() ? DetectorSpace.MULTIPLE : 1;
        return (space.smallest() + multiple - 1) / multiple * multiple;
    }

    /** The usual space where it takes larger images than the one that was chosen. */
    private static String larger(int size) {
        SearchSpace usual = SpaceFile.shipped(StudyBuilder.USUAL_SPACE, size);
        return size > usual.largest()
                ? ""
                : ", or take the space " + usual.name() + ", which is for images of " + usual.smallest() + " to "
                        + usual.largest() + " pixels";
    }

    /** Every budget must hold something, and leave something out where networks differ; a {@link io.narsil.config.UserException} otherwise. */
    public static void budgets(Study study, Problem problem) {
        StageCosts costs = problem.costs();
        Problems problems = new Problems();
        Map<Measure, Long> least = new EnumMap<>(Measure.class);
        Map<Measure, Long> most = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            if (study.plan().budgets().stream().noneMatch(b -> b.limits().containsKey(measure))) {
                continue;
            }
            long smallest = measure.of(problem.cost(Extremes.smallest(costs, measure)));
            long largest = measure.of(problem.cost(Extremes.largest(costs, measure)));
            least.put(measure, smallest);
            most.put(measure, largest);
            for (Budget budget : study.plan().budgets()) {
                Long limit = budget.limits().get(measure);
                if (limit == null) {
                    continue;
                }
                limit(study.lines(), budget, measure, problem.space(), smallest, largest, problems);
            }
        }
        List<Budget> budgets = study.plan().budgets();
        for (int i = 1; i < budgets.size() && problems.isEmpty(); i++) {
            beside(study.lines(), budgets.get(i), budgets.subList(0, i), problem.space(), least, most, problems);
        }
        problems.throwIfAny();
    }

    /** What is within a smaller budget belongs to that: nothing is left where all are, as where recipes alone are searched. */
    private static void beside(
            Study.Lines lines,
            Budget budget,
            List<Budget> smaller,
            SearchSpace space,
            Map<Measure, Long> least,
            Map<Measure, Long> most,
            Problems problems) {
        smaller.stream()
                .filter(s -> s.limits().entrySet().stream().allMatch(e -> most.get(e.getKey()) <= e.getValue())
                        && s.floors().entrySet().stream().allMatch(e -> least.get(e.getKey()) >= e.getValue()))
                .findFirst()
                .ifPresent(all -> problems.add(
                        lines.limit(budget.name() + "."
                                + budget.limits().keySet().iterator().next().key()),
                        "all candidates of " + space.name() + " are within the budget \"" + all.name()
                                + "\", so that nothing is left for \"" + budget.name() + "\"",
                        "leave one of the two out"));
    }

    private static void limit(
            Study.Lines lines,
            Budget budget,
            Measure measure,
            SearchSpace space,
            long smallest,
            long largest,
            Problems problems) {
        long limit = budget.limits().get(measure);
        Long floor = budget.floors().get(measure);
        String key = budget.name() + "." + measure.key();
        String end = floor == null ? key : key + BudgetNodes.TO;
        String setting = floor == null ? measure.key() : "to";
        if (limit < smallest) {
            problems.add(
                    lines.limit(end),
                    outside(budget, "allows ", limit, measure, space, "smallest", smallest),
                    setting + ": " + measure.text(roundUp(smallest)));
        } else if (floor != null && floor > largest) {
            // What it allows is above the largest, too; to mend that alone would be no help.
            problems.add(
                    lines.limit(key + BudgetNodes.FROM),
                    outside(budget, "asks for at least ", floor, measure, space, "largest", largest),
                    String.format(
                            Locale.ROOT,
                            "%s: {from: %s, to: %s}, or a larger space",
                            measure.key(),
                            measure.text(roundDown((long) ((double) floor / limit * roundDown(largest)))),
                            measure.text(roundDown(largest))));
        } else if (limit > largest && smallest < largest) {
            // Where all networks cost the same, as where recipes alone are searched, a budget has room for them or has
            // not.
            problems.add(
                    lines.limit(end),
                    outside(budget, "allows ", limit, measure, space, "largest", largest),
                    setting + ": " + measure.text(roundDown(largest)) + ", or a larger space");
        }
    }

    private static String outside(
            Budget budget, String does, long number, Measure measure, SearchSpace space, String end, long cost) {
        return String.format(
                Locale.ROOT,
                "the budget \"%s\" %s%s %s, but the %s candidate of %s has %s",
                budget.name(),
                does,
                measure.text(number),
                measure.words(),
                end,
                space.name(),
                measure == Measure.LATENCY ? measure.text(cost) : String.format(Locale.ROOT, "%,d", cost));
    }

    /** Up to two digits, so that the advice is a number one would write, and holds. */
    private static long roundUp(long value) {
        long unit = unit(value);
        return (value + unit - 1) / unit * unit;
    }

    private static long roundDown(long value) {
        return value / unit(value) * unit(value);
    }

    private static long unit(long value) {
        long unit = 1;
        while (value / unit >= 100) {
            unit *= 10;
        }
        return unit;
    }
}
