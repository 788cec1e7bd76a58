/** What a study has learned, kept: trials, epochs and predictions. */
package io.narsil.store;
