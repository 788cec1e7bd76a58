package io.narsil.search;

import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.space.Problem;

/** Builds a search. Each part is the usual one unless another is given. */
public final class SearchBuilder {
    private final Problem problem;
    private final Plans plans;
    private PoolSource pools;
    private ScorePredictor predictor;
    private BatchStrategy batches;
    private EarlyStopping stopping;
    private FamilyProposer evolution;
    private FinalCheck check = FinalCheck.NONE;
    private SearchListener listener = SearchListener.NONE;

    SearchBuilder(Problem problem, Plans plans) {
        this.problem = problem;
        this.plans = plans;
        Priors priors = Priors.of(problem.space(), plans.now().believed());
        this.pools = p -> Pool.build(p.budgets(), problem.costs(), p.poolSize(), new Seeds(p.seed()), priors);
        this.predictor = new GaussianPredictor(problem);
        this.batches = new UpperConfidenceBatch(Optimism.growing(), priors);
        this.stopping = SpearmanStopping.usual(plans.now().rankCorrelation());
        this.evolution = (p, taught, trained) -> {
            Evolution one = Evolution.ofFinalists(taught, problem.costs(), p, trained);
            return new FamilyEvolution(one, trained, new Seeds(p.seed())).run(p.budgets());
        };
    }

    /** Replaces the pool, which usually is a sample of the space. */
    public SearchBuilder pool(PoolSource source) {
        pools = source;
        return this;
    }

    /** Replaces the predictor, which usually is a mean of Gaussian processes. */
    public SearchBuilder predictor(ScorePredictor other) {
        predictor = other;
        return this;
    }

    /** Replaces the choice of a round's candidates, usually by upper confidence bounds. */
    public SearchBuilder batches(BatchStrategy strategy) {
        batches = strategy;
        return this;
    }

    /** Replaces the rule of early stopping, usually by rank correlation. */
    public SearchBuilder stopping(EarlyStopping rule) {
        stopping = rule;
        return this;
    }

    /** Replaces the proposal of the family, usually by evolution. */
    public SearchBuilder evolution(FamilyProposer proposer) {
        evolution = proposer;
        return this;
    }

    /** Adds a check of proposals before they are trained. */
    public SearchBuilder check(FinalCheck look) {
        check = look;
        return this;
    }

    /** Adds a receiver of what is computed between steps. */
    public SearchBuilder listener(SearchListener other) {
        listener = other;
        return this;
    }

    /** The search. */
    public Search build() {
        return new Search(
                problem, plans, new SearchParts(pools, predictor, batches, stopping, evolution, check), listener);
    }
}
