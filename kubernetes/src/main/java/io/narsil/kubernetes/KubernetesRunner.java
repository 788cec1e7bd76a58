package io.narsil.kubernetes;

import io.narsil.runner.RunnerChoice;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.jobs.JobCrew;
import io.narsil.runner.jobs.JobTimes;
import java.time.Duration;

/**
 * Each trial is a Job of Kubernetes.
 *
 * @param where file and line that name the settings
 */
record KubernetesRunner(KubernetesSettings settings, String where) implements RunnerChoice {
    private static final JobTimes TIMES = JobTimes.polling(Duration.ofSeconds(1));

    @Override
    public String setting() {
        return KubernetesKind.KEY + ": {" + settings.write() + "}";
    }

    @Override
    public String words() {
        return "as Jobs of Kubernetes";
    }

    @Override
    public TrialRunner runner(RunnerPlace place) {
        KubernetesLauncher launcher =
                new KubernetesLauncher(settings, () -> Connection.open(settings, where), place, where, Paces.USUAL);
        return JobCrew.runner(launcher, place, TIMES);
    }
}
