/**
 * Search spaces: what may vary in an architecture and its recipe, and the one encoding of each candidate.
 *
 * <p>A space is a file; nothing about any space is special in code.
 */
package io.narsil.space;
