/** Search methods, predictors and early stopping on tables and learning curves, on the screen. */
package io.narsil.cli.bench.table;
