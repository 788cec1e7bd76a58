package io.narsil.search;

import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.space.Problem;

/** A search in the making: the usual parts unless others are given. */
public final class SearchBuilder {
    private final SearchPlan plan;
    private final double chance;
    private PoolSource pools;
    private ScorePredictor predictor;
    private BatchStrategy batches;
    private EarlyStopping stopping;
    private FamilyProposer evolution;
    private FinalCheck check = FinalCheck.NONE;
    private SearchListener listener = SearchListener.NONE;

    SearchBuilder(Problem problem, SearchPlan plan) {
        this.plan = plan;
        this.chance = problem.task().chance();
        this.pools = p -> Pool.build(p.budgets(), problem.costs(), p.poolSize(), new Seeds(p.seed()));
        this.predictor = new GaussianPredictor(problem);
        this.batches = new UpperConfidenceBatch(BatchChooser.DEVIATIONS);
        this.stopping = new SpearmanStopping(plan.rankCorrelation(), SpearmanStopping.SURE);
        this.evolution = (p, taught, trained) -> new FamilyEvolution(
                        new Evolution(taught, problem.costs()), trained, new Seeds(p.seed()))
                .run(p.budgets());
    }

    /** Takes candidates from elsewhere than from samples of the space. */
    public SearchBuilder pool(PoolSource source) {
        pools = source;
        return this;
    }

    /** Predicts by something else than Gaussian processes. */
    public SearchBuilder predictor(ScorePredictor other) {
        predictor = other;
        return this;
    }

    /** Chooses rounds by something else than upper confidence bounds. */
    public SearchBuilder batches(BatchStrategy strategy) {
        batches = strategy;
        return this;
    }

    /** Stops early by another rule. */
    public SearchBuilder stopping(EarlyStopping rule) {
        stopping = rule;
        return this;
    }

    /** Proposes the family by something else than evolution. */
    public SearchBuilder evolution(FamilyProposer proposer) {
        evolution = proposer;
        return this;
    }

    /** Looks at proposals before they are trained. */
    public SearchBuilder check(FinalCheck look) {
        check = look;
        return this;
    }

    /** Tells somebody what is computed between steps. */
    public SearchBuilder listener(SearchListener other) {
        listener = other;
        return this;
    }

    /** The search. */
    public Search build() {
        return new Search(
                plan, new SearchParts(pools, predictor, batches, stopping, evolution, check), chance, listener);
    }
}
