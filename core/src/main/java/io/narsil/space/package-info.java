/**
 * Search spaces: the parameters of architectures and recipes, and the one encoding of each candidate.
 *
 * <p>A space is a file. No space is a special case in the code.
 */
package io.narsil.space;
