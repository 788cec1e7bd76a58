package io.narsil.search;

/** The source of the candidates that a search may choose from. */
public interface PoolSource {
    /** Builds the pool of a plan. It depends on the plan alone, which includes its seed. */
    Pool build(SearchPlan plan);
}
