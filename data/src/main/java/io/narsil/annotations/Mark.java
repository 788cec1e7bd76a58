package io.narsil.annotations;

/**
 * A box as a file says it, before it is held against its image.
 *
 * @param label number of its class in the order in which classes were met
 * @param area area of the object where its outline is drawn, in the unit of the box; NaN where there is none
 * @param line line of the file, from 1
 * @param name name of the annotation in its file for messages; empty where the line is enough
 */
record Mark(
        int label,
        double left,
        double top,
        double right,
        double bottom,
        double area,
        boolean crowd,
        boolean difficult,
        int line,
        String name) {}
