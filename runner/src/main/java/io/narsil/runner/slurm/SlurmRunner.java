package io.narsil.runner.slurm;

import io.narsil.runner.RunnerChoice;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.jobs.JobCrew;
import io.narsil.runner.jobs.JobTimes;
import java.time.Duration;

/**
 * Each trial is a job of Slurm.
 *
 * @param where file and line that name the settings
 */
record SlurmRunner(SlurmSettings settings, String where) implements RunnerChoice {
    private static final JobTimes TIMES = JobTimes.polling(Duration.ofSeconds(1));

    @Override
    public String setting() {
        return SlurmKind.KEY + ": {" + settings.write() + "}";
    }

    @Override
    public String words() {
        return "as jobs of Slurm";
    }

    @Override
    public TrialRunner runner(RunnerPlace place) {
        SlurmQueue queue = new SlurmQueue(Tools.onPath(), Duration.ofSeconds(1));
        return JobCrew.runner(new SlurmLauncher(settings, queue, place, where, Duration.ofSeconds(5)), place, TIMES);
    }
}
