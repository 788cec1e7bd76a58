package io.narsil.kubernetes;

import io.narsil.files.WholeFile;
import io.narsil.network.Classifier;
import io.narsil.network.Network;
import io.narsil.runner.ArtifactResolver;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.PretendWorker;
import io.narsil.runner.RunListener;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.jobs.JobCrew;
import io.narsil.runner.jobs.JobTimes;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runners whose cluster and trainings are pretended.
 *
 * @param late time that files may be late: short where jobs end without a word, long where one goes on that was told to end
 */
record PretendRuns(int port, Path folder, Duration late, Map<String, String> said) {
    /** Without a watch nothing would be known for an hour. */
    private static final Paces PACES =
            new Paces(Duration.ofMillis(20), Duration.ofHours(1), Duration.ofMillis(50), Duration.ofMillis(50));

    private static final Duration SHORT = Duration.ofMillis(300);

    static PretendRuns of(int port, Path folder) {
        return new PretendRuns(port, folder, SHORT, Map.of());
    }

    PretendRuns late(Duration time) {
        return new PretendRuns(port, folder, time, said);
    }

    PretendRuns with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(said);
        more.put(key, value);
        return new PretendRuns(port, folder, late, more);
    }

    Path jobs() {
        return folder.resolve("a run").resolve("jobs");
    }

    Path log() {
        return folder.resolve("log");
    }

    TrialRunner runner(int workers) {
        return runner(workers, new FolderArtifacts(folder));
    }

    TrialRunner runner(int workers, ArtifactResolver files) {
        WorkerCommand trainer = new WorkerCommand(
                java(List.of("-cp", classPath(), PretendWorker.class.getName(), folder.toString())), Map.of());
        RunnerPlace place = new RunnerPlace(trainer, workers, files, jobs(), log(), folder);
        return JobCrew.runner(
                launcher(place), place, new JobTimes(Duration.ofMillis(20), late, Duration.ofMinutes(10)));
    }

    KubernetesLauncher launcher() {
        return launcher(new RunnerPlace(
                new WorkerCommand(List.of("true"), Map.of()), 1, new FolderArtifacts(folder), jobs(), log(), folder));
    }

    private KubernetesLauncher launcher(RunnerPlace place) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(KubernetesSettings.IMAGE, "registry.example.org/narsil:1");
        all.put(KubernetesSettings.CLAIM, "narsil");
        all.put(KubernetesSettings.PATH, folder.toString());
        all.putAll(said);
        List<String> narsil = java(List.of("-cp", classPath(), PretendNarsil.class.getName()));
        KubernetesSettings settings =
                new KubernetesSettings(all, Map.of("cpu", "1"), Map.of(), Map.of(), List.of(), narsil, Map.of());
        return new KubernetesLauncher(
                settings, () -> Connection.client(PretendCluster.config(port)), place, "study.yaml:3", PACES);
    }

    static List<String> java(List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(
                        Stream.of(java, "-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), arguments.stream())
                .toList();
    }

    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits a moment for what others do. */
    static void rest() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void openGate() {
        WholeFile.write(folder.resolve("gate.safetensors"), "open");
    }

    static TrainRequest request(int trial, int behaviour) {
        return TrainRequest.of(trial, Network.of("tiny", 1, 8, 2, List.of(new Classifier(true))))
                .seed(behaviour)
                .images("images")
                .epochs(2)
                .start("gate")
                .build();
    }

    /** What is done after the first epoch that is told, and what was told of deaths, after which the gate is open. */
    static final class Reaction implements RunListener {
        interface Act {
            void act() throws Exception;
        }

        final List<String> died = new ArrayList<>();
        private final Act first;
        private final Runnable death;
        private boolean acted;

        Reaction(Act first, Runnable death) {
            this.first = first;
            this.death = death;
        }

        @Override
        public void epoch(WorkerMessage.Epoch epoch) {
            if (!acted) {
                acted = true;
                try {
                    first.act();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void died(int trial, String reason, boolean alone) {
            died.add(reason);
            death.run();
        }
    }
}
