package io.narsil.dashboard.log;

/**
 * Something of a run that a person should know, in words.
 *
 * @param time time of day at which it was written
 */
public record Note(String time, String text) {}
