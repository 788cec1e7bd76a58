/** What a network that finds objects has to learn at each place of an image. */
package io.narsil.detector;
