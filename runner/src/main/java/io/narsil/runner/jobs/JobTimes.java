package io.narsil.runner.jobs;

import java.time.Duration;

/**
 * How long jobs are waited for.
 *
 * @param poll time between two looks at a job's report
 * @param late longest time that a file of another machine may need to be seen here
 * @param silence longest time without a beat of a job that runs
 */
public record JobTimes(Duration poll, Duration late, Duration silence) {
    /** The usual times, with so long between two looks. */
    public static JobTimes polling(Duration poll) {
        return new JobTimes(poll, Duration.ofSeconds(10), Duration.ofMinutes(10));
    }
}
