package io.narsil.runner.jobs;

import java.util.List;
import java.util.Optional;

/** A way to get jobs onto other machines. Several threads call at the same time. */
public interface Launcher extends AutoCloseable {
    /**
     * Looks whether jobs can be started at all.
     *
     * @throws io.narsil.config.UserException where they cannot, with what the user can mend
     */
    void begin();

    /**
     * Starts the job of a folder, which runs {@link JobWorker} there.
     *
     * @param slot number among the jobs that run, from 0
     * @throws io.narsil.config.UserException where no job can be started, with what the user can mend
     */
    Job launch(JobFolder folder, int slot);

    /** The job of a folder that an earlier search has started and that may still run; nothing where there is none. */
    Optional<Job> find(JobFolder folder);

    /** Cancels several jobs. */
    default void cancel(List<Job> jobs) {
        jobs.forEach(Job::cancel);
    }

    /** What the user may do where a job has too little memory, for people; empty where nothing is known of that. */
    default String memory() {
        return "";
    }

    /** What there is to say since this was asked last, a sentence each: why jobs wait, and what passes by itself. */
    default List<String> news() {
        return List.of();
    }

    /** The file and line that chose this way, for messages. */
    String where();

    /** Ends what it does itself; jobs were cancelled before. */
    @Override
    void close();
}
