/** Latency learned from candidates of a space that somebody timed: several models, and which of them is right most often. */
package io.narsil.latency.learned;
