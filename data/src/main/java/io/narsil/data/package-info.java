/** Images to train on: where they come from, how they are split, and how they are varied. */
package io.narsil.data;
