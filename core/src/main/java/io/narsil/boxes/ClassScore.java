package io.narsil.boxes;

import java.util.OptionalDouble;

/**
 * How well the objects of one class are found. Where there are none, there are no figures: neither 0, which would be a reproach, nor
 * pycocotools' -1 or NaN, which a mean or a table would take for a number.
 *
 * @param label number of the class, from 0
 * @param wanted number of its objects that are to be found
 * @param ap average precision, the mean over IoU .50 to .95
 * @param ap50 average precision at IoU .50
 */
public record ClassScore(int label, int wanted, OptionalDouble ap, OptionalDouble ap50) {}
