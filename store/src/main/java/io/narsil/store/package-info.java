/** Stores of what a study has learned: trials, epochs and predictions. */
package io.narsil.store;
