/** Objects in images: the boxes that are there and those that a network finds. */
package io.narsil.boxes;
