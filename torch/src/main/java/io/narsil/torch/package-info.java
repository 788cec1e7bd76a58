/** Training with libtorch. No other package uses libtorch. */
package io.narsil.torch;
