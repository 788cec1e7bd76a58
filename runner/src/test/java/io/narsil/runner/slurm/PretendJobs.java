package io.narsil.runner.slurm;

import io.narsil.network.Classifier;
import io.narsil.network.Network;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.PretendWorker;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.jobs.JobCrew;
import io.narsil.runner.jobs.JobTimes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runners whose jobs are real and whose trainings are pretended. */
final class PretendJobs {
    private static final JobTimes TIMES =
            new JobTimes(Duration.ofMillis(20), Duration.ofMillis(500), Duration.ofMinutes(1));

    private PretendJobs() {}

    static TrialRunner runner(int workers, Path programs, Path folder, String... options) {
        WorkerCommand trainer = new WorkerCommand(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        JobScript.classPath(),
                        PretendWorker.class.getName(),
                        folder.toString()),
                Map.of());
        RunnerPlace place = new RunnerPlace(
                trainer,
                workers,
                new FolderArtifacts(folder),
                folder.resolve("run's jobs"),
                folder.resolve("log"),
                folder);
        SlurmSettings settings = new SlurmSettings(Map.of(SlurmSettings.PARTITION, "main"), List.of(options));
        SlurmQueue queue = new SlurmQueue(Tools.in(programs), Duration.ofMillis(50));
        return JobCrew.runner(
                new SlurmLauncher(settings, queue, place, "study.yaml:3", Duration.ofMillis(50)), place, TIMES);
    }

    static TrainRequest request(int trial, int behaviour) {
        return TrainRequest.of(trial, Network.of("tiny", 1, 8, 2, List.of(new Classifier(true))))
                .seed(behaviour)
                .images("images")
                .epochs(2)
                .start("gate")
                .build();
    }
}
