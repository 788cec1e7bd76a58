/** {@code narsil trials}: the trials of a run, for people and for other programs. */
package io.narsil.cli.trials;
