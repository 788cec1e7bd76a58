/** What each parameter of a run's space is worth, by what its predictor has learned from its trials. */
package io.narsil.study.worth;
