package io.narsil.network;

/**
 * Random values of a normal distribution with which an array begins.
 *
 * @param mean mean of all
 * @param deviation standard deviation; 0 where all are the mean
 */
public record FirstValues(double mean, double deviation) {}
