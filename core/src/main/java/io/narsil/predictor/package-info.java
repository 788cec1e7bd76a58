/**
 * Prediction of scores from the descriptions of candidates.
 *
 * <p>Pure Java and single precision: the same numbers on every machine, without native code to load.
 */
package io.narsil.predictor;
