/** The laboratory: what a search does not need and benchmarks do. */
package io.narsil.lab;
