/**
 * Regression with a Gaussian process (Rasmussen and Williams 2006): a mean and a calibrated standard deviation from few
 * observations. This package deals with points and targets and knows nothing of candidates.
 */
package io.narsil.gaussian;
