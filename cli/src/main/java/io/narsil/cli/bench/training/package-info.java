/** The speed of training on the screen. */
package io.narsil.cli.bench.training;
