/** What a network takes over from a trained one of other sizes: layers by name, kernels by their centre, channels by importance. */
package io.narsil.inherit;
