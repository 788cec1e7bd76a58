package io.narsil.dashboard.run;

import io.narsil.config.UserException;
import io.narsil.dashboard.log.RunLog;
import io.narsil.dashboard.log.TrialFacts;
import io.narsil.search.Budget;
import io.narsil.search.SearchPlan;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The members of a family by budget, or the best trials so far.
 *
 * @param finished truth of its being the family
 * @param rows members
 * @param faults faults of the file that holds them
 */
public record Members(boolean finished, List<Row> rows, List<String> faults) {
    /**
     * A member, what was made by hand within its budget, or a trial.
     *
     * @param limits limits of the budget, in words; empty below the first row of a budget
     * @param trial number of the trial; null where it is not known
     * @param milliseconds median time of one image; null where it was not measured
     * @param text recipe in short, or the reason why there is no member
     * @param hand truth of its being made by hand, to compare with
     */
    public record Row(
            String budget,
            String limits,
            Integer trial,
            Long macs,
            Long params,
            Double validation,
            Double test,
            Double milliseconds,
            String text,
            boolean hand) {}

    static Members of(RunFolder folder, boolean finished, SearchPlan plan, RunLog log) {
        if (finished) {
            try {
                return new Members(true, family(StudyResult.read(folder)), List.of());
            } catch (UserException e) {
                return new Members(false, soFar(plan, log), StoreReading.texts(e));
            }
        }
        return new Members(false, soFar(plan, log), List.of());
    }

    private static List<Row> family(StudyResult result) {
        List<Row> rows = new ArrayList<>();
        for (StudyResult.Member m : result.family()) {
            boolean none = !m.problem().isEmpty();
            rows.add(new Row(
                    m.budget(),
                    m.limits(),
                    null,
                    none ? null : (Long) m.macs(),
                    none ? null : (Long) m.params(),
                    none ? null : (Double) m.validation(),
                    none ? null : (Double) m.test(),
                    m.onnx() == null ? null : (Double) m.onnx().median(),
                    none ? "none: " + m.problem() : m.recipe() + same(m),
                    false));
            StudyResult.Hand h = m.hand();
            if (h != null) {
                String text = h.shape() + "; " + h.recipe() + (h.member() ? "; the search did not beat it" : "");
                rows.add(
                        new Row("by hand", "", null, h.macs(), h.params(), h.validation(), h.test(), null, text, true));
            }
        }
        return rows;
    }

    private static String same(StudyResult.Member member) {
        return member.smaller() == null
                ? ""
                : "; the network of " + member.smaller().budget();
    }

    private static List<Row> soFar(SearchPlan plan, RunLog log) {
        Map<String, String> limits = new LinkedHashMap<>();
        if (plan != null) {
            for (Budget budget : plan.budgets()) {
                limits.put(budget.name(), budget.toString());
            }
        }
        List<Row> rows = new ArrayList<>();
        order(plan, log.best()).forEach((budget, t) -> {
            String limit = limits.getOrDefault(budget, "");
            rows.add(
                    t == null
                            ? new Row(budget, limit, null, null, null, null, null, null, "nothing trained yet", false)
                            : new Row(
                                    budget,
                                    limit,
                                    t.trial(),
                                    t.macs(),
                                    t.params(),
                                    t.score(),
                                    t.test(),
                                    null,
                                    "best so far: trial " + t.trial() + " after " + t.over() + " epochs",
                                    t.kind().equals("hand")));
        });
        return rows;
    }

    /** The best trials in the order of the plan's budgets, null where there is none yet; then those of budgets of earlier plans. */
    static Map<String, TrialFacts> order(SearchPlan plan, Map<String, TrialFacts> best) {
        Map<String, TrialFacts> ordered = new LinkedHashMap<>();
        if (plan != null) {
            plan.budgets().forEach(b -> ordered.put(b.name(), best.get(b.name())));
        }
        new TreeSet<>(best.keySet()).forEach(b -> ordered.putIfAbsent(b, best.get(b)));
        return ordered;
    }
}
