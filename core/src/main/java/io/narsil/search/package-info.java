/**
 * The search: a pool inside the budgets, rounds of trained candidates, one evolution per budget.
 *
 * <p>{@link io.narsil.search.Search} is the whole of it, top-down. Nothing here trains: an
 * {@link io.narsil.search.Evaluator} does.
 */
package io.narsil.search;
