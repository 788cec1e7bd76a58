/** A network that finds objects: what it consists of, and what it has to learn at each place of an image. */
package io.narsil.detector;
