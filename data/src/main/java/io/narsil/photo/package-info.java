/** Files of images, in the kinds that cameras, scanners and the web make, as 8-bit colours: see {@link Photo}. */
package io.narsil.photo;
