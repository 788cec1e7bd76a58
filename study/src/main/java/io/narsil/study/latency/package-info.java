/** Latencies in a study: the profile of the device, and finalists on the stopwatch. */
package io.narsil.study.latency;
