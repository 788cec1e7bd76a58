package io.narsil.study.detector;

/**
 * How far a file agrees with the detector.
 *
 * @param images number of images that both were given
 * @param scoreDifference largest difference between two scores
 * @param sideDifference largest difference between two sides, as a share of their box, at least of a pixel
 * @param boxes number of boxes that were left of those of all images, the same of both
 */
public record DetectorProof(int images, double scoreDifference, double sideDifference, int boxes) {}
