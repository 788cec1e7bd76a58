package io.narsil.runner;

import java.nio.file.Path;

/**
 * What a runner finds where it trains.
 *
 * @param trainer command that starts a trainer
 * @param workers number of trials that may run at the same time
 * @param files resolver of the files that requests name
 * @param jobs folder for what is said to jobs on other machines and by them; it need not exist
 * @param log file that keeps what trainers write to their error output
 * @param folder folder of the study's file, from which a command of the user's own is started
 * @param vectors vector instructions that the run began with, to which machines elsewhere are held; empty where it begins
 * @param news receiver of what is no trial's
 */
public record RunnerPlace(
        WorkerCommand trainer,
        int workers,
        ArtifactResolver files,
        Path jobs,
        Path log,
        Path folder,
        String vectors,
        RunnerNews news) {

    /** Of a run that begins, where nobody listens. */
    public RunnerPlace(WorkerCommand trainer, int workers, ArtifactResolver files, Path jobs, Path log, Path folder) {
        this(trainer, workers, files, jobs, log, folder, "", RunnerNews.NONE);
    }

    /** The same for a run with a past, and with somebody who listens. */
    public RunnerPlace with(String before, RunnerNews listener) {
        return new RunnerPlace(trainer, workers, files, jobs, log, folder, before, listener);
    }
}
