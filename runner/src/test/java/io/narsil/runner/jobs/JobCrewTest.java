package io.narsil.runner.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.files.WholeFile;
import io.narsil.network.Classifier;
import io.narsil.network.Network;
import io.narsil.runner.ArtifactResolver;
import io.narsil.runner.Death;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.Protocol;
import io.narsil.runner.RunListener;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.TrialRunnerContract;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerMessage;
import io.narsil.search.TrialResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract, and what only files do. */
class JobCrewTest extends TrialRunnerContract {
    private static final JobTimes TIMES =
            new JobTimes(Duration.ofMillis(5), Duration.ofMillis(100), Duration.ofMinutes(1));

    private final ThreadLauncher launcher = new ThreadLauncher();

    @Override
    protected TrialRunner runner(int workers, ArtifactResolver files) {
        WorkerCommand trainer = new WorkerCommand(List.of("true"), Map.of());
        Path log = folder().resolve("log");
        return JobCrew.runner(launcher, new RunnerPlace(trainer, workers, files, jobs(), log, folder()), TIMES);
    }

    private Path jobs() {
        return folder().resolve("jobs");
    }

    private static TrainRequest request(int trial, int behaviour) {
        return TrainRequest.of(trial, Network.of("tiny", 1, 8, 2, List.of(new Classifier(true))))
                .seed(behaviour)
                .images("images")
                .epochs(2)
                .start("gate")
                .build();
    }

    private JobFolder leftBehind(TrainRequest request, String name) {
        JobFolder job = new JobFolder(jobs().resolve(name));
        WholeFile.write(job.request(), Protocol.write(request, new FolderArtifacts(folder())) + "\n[]\n");
        return job;
    }

    private TrialResult run(TrainRequest request, RunListener heard) {
        try (TrialRunner runner = runner(1, new FolderArtifacts(folder()))) {
            runner.start();
            return runner.run(List.of(request), heard).get(0);
        }
    }

    private static RunListener epochs(List<String> told) {
        return new RunListener() {
            @Override
            public void epoch(WorkerMessage.Epoch epoch) {
                told.add(epoch.epoch() + ": " + epoch.score());
            }

            @Override
            public void died(int trial, String reason, boolean alone) {
                told.add(reason);
            }
        };
    }

    @Test
    void nothingIsLeftOfTheJobs() {
        run(request(0, PretendTraining.WELL), new RunListener() {});
        assertThat(launcher.launched).hasSize(2);
        assertThat(jobs()).doesNotExist();
    }

    @Test
    void aResultThatAnEarlierSearchDidNotSeeIsTakenUp() {
        JobFolder job = leftBehind(request(0, PretendTraining.WELL), "trial-0-abc");
        ThreadLauncher.work(job);
        assertThat(run(request(0, PretendTraining.WELL), new RunListener() {}).done())
                .isTrue();
        assertThat(launcher.launched).extracting(JobFolder::subject).containsExactly("probe-0");
    }

    @Test
    void aJobThatStillRunsIsTakenUp() {
        JobFolder job = leftBehind(request(0, PretendTraining.WELL), "trial-0-abc");
        Thread alive = new Thread(() -> ThreadLauncher.work(job));
        launcher.running = Optional.of(new Job() {
            @Override
            public State state() {
                // It waits in its queue until somebody looks.
                if (alive.getState() == Thread.State.NEW) {
                    alive.start();
                }
                return State.WAITING;
            }

            @Override
            public String end() {
                return "";
            }

            @Override
            public void cancel() {
                alive.interrupt();
            }
        });
        List<String> told = new ArrayList<>();
        assertThat(run(request(0, PretendTraining.WELL), epochs(told)).done()).isTrue();
        assertThat(told).hasSize(2);
        assertThat(launcher.launched).extracting(JobFolder::subject).containsExactly("probe-0");
    }

    @Test
    void whatAnEarlierSearchAskedOtherwiseOrMustBeMendedIsAskedAnew() {
        ThreadLauncher.work(leftBehind(request(0, PretendTraining.DIVERGES), "trial-0-abc"));
        ThreadLauncher.work(leftBehind(request(0, PretendTraining.STOPS), "trial-0-def"));
        assertThat(run(request(0, PretendTraining.WELL), new RunListener() {}).done())
                .isTrue();
        assertThat(launcher.launched).extracting(JobFolder::subject).containsExactly("probe-0", "trial-0");
        assertThat(jobs()).doesNotExist();
    }

    /** What the queue does to a job: each is another start, with or without a checkpoint. */
    @Test
    void aJobThatWasStartedAgainTellsEachEpochOnce() {
        JobFolder job = leftBehind(request(0, PretendTraining.WELL), "trial-0-abc");
        int[] looks = new int[1];
        launcher.running = Optional.of(new Job() {
            @Override
            public State state() {
                looks[0]++;
                if (looks[0] == 1) {
                    Reporter first = new Reporter(job);
                    first.say(new WorkerMessage.Ready("threads"), false);
                    first.say(new WorkerMessage.Epoch(0, 1, 1, 0.5, 2), false);
                    first.died(Death.OUTSIDE, "the job was told to end");
                }
                if (looks[0] == 9) {
                    ThreadLauncher.work(job);
                }
                return looks[0] < 9 ? State.WAITING : State.ENDED;
            }

            @Override
            public String end() {
                return "";
            }

            @Override
            public void cancel() {
                // It ends by itself.
            }
        });
        List<String> told = new ArrayList<>();
        TrialResult result = run(request(0, PretendTraining.WELL), epochs(told));
        assertThat(told).containsExactly("1: 0.5", "2: " + PretendTraining.accuracy(0, 2));
        assertThat(result.done()).isTrue();
    }

    /** The queue is asked now and then: what it says of a job may be older than the job's report. */
    @Test
    void aDeathThatTheQueueIsLateToTellKeepsItsReason() {
        JobFolder job = leftBehind(request(0, PretendTraining.WELL), "trial-0-abc");
        int[] looks = new int[1];
        launcher.running = Optional.of(new Job() {
            @Override
            public State state() {
                looks[0]++;
                if (looks[0] == 1) {
                    Reporter report = new Reporter(job);
                    report.say(new WorkerMessage.Ready("threads"), false);
                    report.died(Death.FAULT, "the worker ended with code 9");
                }
                return looks[0] < 3 ? State.WAITING : State.ENDED;
            }

            @Override
            public String end() {
                return "the job left the queue";
            }

            @Override
            public void cancel() {
                // It has ended.
            }
        });
        List<String> told = new ArrayList<>();
        assertThat(run(request(0, PretendTraining.WELL), epochs(told)).done()).isTrue();
        assertThat(told).hasSize(3).first().isEqualTo("the worker ended with code 9");
    }

    @Test
    void aJobThatTrainsShowsThatJobsCanStart() {
        JobFolder job = leftBehind(request(0, PretendTraining.WELL), "trial-0-abc");
        ThreadLauncher.work(job);
        launcher.running = Optional.of(Job.PAST);
        try (TrialRunner runner = runner(1, new FolderArtifacts(folder()))) {
            assertThat(runner.start()).isEqualTo("threads");
        }
        assertThat(launcher.launched).isEmpty();
        assertThat(jobs()).doesNotExist();
    }
}
