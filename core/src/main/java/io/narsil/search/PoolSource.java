package io.narsil.search;

/** Where the candidates that a search may choose from come from. */
public interface PoolSource {
    /** The pool of a plan: depends on the plan alone, its seed included. */
    Pool build(SearchPlan plan);
}
