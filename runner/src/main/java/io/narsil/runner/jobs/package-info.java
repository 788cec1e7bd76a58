/**
 * Training in jobs on other machines that share a file system with this one: what a job is asked, and what it says, are files
 * beside each other, so that nothing needs a connection.
 *
 * <p>{@link io.narsil.runner.jobs.JobCrew} is the side of the search, {@link io.narsil.runner.jobs.JobWorker} that of the other
 * machine. How a job gets there is a {@link io.narsil.runner.jobs.Launcher}: a command of the user's own, or a queue.
 */
package io.narsil.runner.jobs;
