/** Random numbers that depend on (seed, purpose, index) and on nothing else. */
package io.narsil.random;
