/** A search that keeps to a time: planned before it begins, and corrected after each round. */
package io.narsil.study.time;
