/** Benchmarks on the screen. */
package io.narsil.cli.bench;
