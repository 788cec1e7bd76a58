package io.narsil.lab.methods;

import io.narsil.lab.networks.EnsemblePredictor;
import io.narsil.lab.table.Lookups;
import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableProblem;
import io.narsil.lab.table.TableStatistics;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.search.History;
import io.narsil.search.Optimism;
import io.narsil.search.Search;
import io.narsil.search.SearchPlan;
import io.narsil.search.SpearmanStopping;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.UpperConfidenceBatch;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import java.util.function.Function;

/**
 * Narsil's search ({@link Search}) on a table, whole or with other parts.
 *
 * @param statistics kind of statistics that pretrains the predictor
 * @param members number of members of the ensemble
 * @param optimism standard deviations that the upper confidence bound lies above the mean
 * @param recipe choice of a predictor that sees recipe parameters
 * @param process choice of Gaussian processes as predictor, two where there are several members; otherwise the paper's
 *     networks, with the paper's rule of early stopping
 */
public record NarsMethod(
        Rounds rounds, Statistics statistics, int members, Optimism optimism, boolean recipe, boolean process)
        implements Method {
    /** What a predictor is pretrained on. */
    public enum Statistics {
        NONE,
        /** Multiply-adds and parameters, as in the paper. */
        COSTS,
        /** These, their logarithms, and counts of choices. */
        ALL
    }

    /** As Narsil has it. */
    static NarsMethod narsil(Rounds rounds) {
        return new NarsMethod(rounds, Statistics.ALL, EnsemblePredictor.MEMBERS, Optimism.growing(), true, true);
    }

    /** As the paper has it: one network, pretrained on costs, the best predicted. */
    static NarsMethod paper(Rounds rounds) {
        return new NarsMethod(rounds, Statistics.COSTS, 1, Optimism.constant(0), true, false);
    }

    NarsMethod with(Statistics other) {
        return new NarsMethod(rounds, other, members, optimism, recipe, process);
    }

    NarsMethod withMembers(int other) {
        return new NarsMethod(rounds, statistics, other, optimism, recipe, process);
    }

    NarsMethod with(Optimism other) {
        return new NarsMethod(rounds, statistics, members, other, recipe, process);
    }

    /** The paper's networks, an ensemble of them, instead of Gaussian processes. */
    NarsMethod withNetworks() {
        return new NarsMethod(rounds, statistics, EnsemblePredictor.MEMBERS, optimism, recipe, false);
    }

    NarsMethod withoutRecipe() {
        return new NarsMethod(rounds, statistics, members, optimism, false, process);
    }

    /** The search asks, the table answers, until the evaluations are spent; a last round may be cut short. */
    @Override
    public void run(Lookups lookups, Seeds seeds) {
        TableProblem problem = lookups.problem();
        TableEvaluator table = new TableEvaluator(problem.table());
        // Each round looks up at least one row.
        Search search = search(problem, rounds.plan(problem, lookups.left(), seeds.seed()));
        History history = History.EMPTY;
        while (lookups.left() > 0 && search.next(history) instanceof Step.Train train) {
            for (Trial trial : train.trials()) {
                if (lookups.left() == 0) {
                    return;
                }
                lookups.look(table.row(trial), problem.table().epochs() == 0 ? 0 : trial.epochs());
            }
            history = history.with(train, table.evaluate(train));
        }
    }

    /** The search of this method, to be asked by anybody. */
    public Search search(TableProblem problem, SearchPlan plan) {
        return search(problem, problem.problem(), plan);
    }

    /**
     * The same, which is told another thing of its scores than that they are exact.
     *
     * @param told problem of the same table
     */
    Search search(TableProblem problem, Problem told, SearchPlan plan) {
        return Search.of(told, plan)
                .pool(new TablePool(problem))
                .predictor(predictor(problem.table(), new Seeds(plan.seed())))
                .batches(new UpperConfidenceBatch(optimism, problem.priors()))
                .stopping(
                        process
                                ? SpearmanStopping.usual(plan.rankCorrelation())
                                : SpearmanStopping.paper(plan.rankCorrelation()))
                .evolution(new RankedRows(problem))
                .build();
    }

    /** The predictor of this method, which has learned nothing. */
    ScorePredictor predictor(Table table, Seeds seeds) {
        TableStatistics free = new TableStatistics(table);
        Function<Candidate, float[]> chosen = switch (statistics) {
            case NONE -> candidate -> new float[0];
            case COSTS -> free::costs;
            case ALL -> free;
        };
        return process
                ? new GaussianPredictor(table.space(), chosen, recipe, members > 1)
                : new EnsemblePredictor(table.space(), chosen, members, recipe, members > 1, seeds);
    }
}
