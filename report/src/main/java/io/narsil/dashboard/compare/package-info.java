/** Runs beside each other: what they found by what they spent, and whether that compares. */
package io.narsil.dashboard.compare;
