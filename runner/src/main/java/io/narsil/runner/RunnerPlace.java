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
 */
public record RunnerPlace(
        WorkerCommand trainer, int workers, ArtifactResolver files, Path jobs, Path log, Path folder) {}
