/**
 * Regression with a Gaussian process (Rasmussen and Williams 2006): a mean and an honest standard deviation from few
 * observations. It knows points and targets, nothing of candidates.
 */
package io.narsil.gaussian;
