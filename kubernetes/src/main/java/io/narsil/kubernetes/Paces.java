package io.narsil.kubernetes;

import java.time.Duration;

/**
 * How often a cluster is asked.
 *
 * @param pause shortest time between two lists, while no watch tells what happens
 * @param fresh time after which a list is made although there is a watch, which may be dead without a word
 * @param room time for which the cluster is left alone where it has no room
 * @param podless time after which a job without a pod is asked about, since something may keep its pod from being made
 */
record Paces(Duration pause, Duration fresh, Duration room, Duration podless) {
    static final Paces USUAL =
            new Paces(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofSeconds(10));
}
