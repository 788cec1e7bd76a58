/** Exported models measured on images, on the screen. */
package io.narsil.cli.evaluate;
