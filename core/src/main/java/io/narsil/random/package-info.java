/** Randomness that depends on (seed, purpose, index) and on nothing else. */
package io.narsil.random;
