/** Where benchmarks show and write what they measured. */
package io.narsil.cli.bench.output;
