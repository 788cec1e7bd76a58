/** JMH benchmarks; {@code docs/performance.md} has their figures. */
package io.narsil.bench;
