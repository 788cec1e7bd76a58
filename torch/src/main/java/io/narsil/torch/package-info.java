/** Training with libtorch: the only package that knows it. */
package io.narsil.torch;
