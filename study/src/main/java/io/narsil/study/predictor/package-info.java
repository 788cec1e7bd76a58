/** The predictor that a run keeps. */
package io.narsil.study.predictor;
