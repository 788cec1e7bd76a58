package io.narsil.runner.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Classifier;
import io.narsil.network.Network;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.MachineKind;
import io.narsil.runner.RunListener;
import io.narsil.runner.RunnerNews;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told that is no trial's: kinds of machines, and why jobs wait. */
@Timeout(60)
class JobNewsTest {
    private static final MachineKind OLD = new MachineKind("17", "Linux", "Z80", "avx2");
    private static final MachineKind NEW = new MachineKind("17", "Linux", "Z81", "avx2 avx512f");

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private final List<String> placed = new ArrayList<>();
    private ReportingLauncher launcher;

    @BeforeEach
    void begin() {
        launcher = new ReportingLauncher(folder.resolve("log"));
    }

    private void run(String vectors) {
        WorkerCommand trainer = new WorkerCommand(List.of("true"), Map.of());
        RunnerPlace place = new RunnerPlace(
                        trainer, 1, new FolderArtifacts(folder), folder.resolve("jobs"), folder.resolve("log"), folder)
                .with(vectors, new RunnerNews() {
                    @Override
                    public void told(String sentence) {
                        told.add(sentence);
                    }

                    @Override
                    public void trains(MachineKind machine, String node) {
                        told.add(machine.processor());
                    }

                    @Override
                    public void placed(int trial, String node, String job) {
                        placed.add(trial + " at " + (node.isEmpty() ? "nowhere" : "a node") + job);
                    }
                });
        JobTimes times = new JobTimes(Duration.ofMillis(5), Duration.ofMillis(200), Duration.ofMinutes(1));
        try (TrialRunner runner = JobCrew.runner(launcher, place, times)) {
            runner.start();
            runner.run(List.of(request(0), request(1), request(2)), new RunListener() {});
        }
    }

    private static TrainRequest request(int trial) {
        return TrainRequest.of(trial, Network.of("tiny", 1, 8, 2, List.of(new Classifier(true))))
                .images("images")
                .epochs(1)
                .build();
    }

    private String held() throws Exception {
        return Files.readString(folder.resolve("jobs").resolve("trainer.json"));
    }

    /** What trainers are held to once each trial is over, as a list that grows. */
    private List<String> heldAfterEach() {
        List<String> files = new ArrayList<>();
        launcher.after = () -> {
            try {
                files.add(held());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        return files;
    }

    @Test
    void eachKindOfMachineIsToldOnceAndAllAreHeldToTheFirst() {
        launcher.machines.putAll(Map.of("probe-0", OLD, "trial-0", NEW, "trial-1", OLD, "trial-2", NEW));
        List<String> files = heldAfterEach();
        run("");
        assertThat(told).containsExactly("Z80", "Z81");
        assertThat(files).hasSize(3).allMatch(file -> file.contains("\"vectors\":\"avx2\""));
    }

    @Test
    void aRunThatGoesOnKeepsWhatItBeganWith() {
        launcher.machines.putAll(Map.of("probe-0", NEW, "trial-0", OLD));
        List<String> files = heldAfterEach();
        run("avx2 avx512f avx512_bf16");
        assertThat(told).containsExactly("Z81", "Z80");
        assertThat(files).allMatch(file -> file.contains("\"vectors\":\"avx2 avx512f avx512_bf16\""));
    }

    @Test
    void whereEachTrialRunsIsTold() {
        run("");
        assertThat(placed).containsExactly("0 at a node", "1 at a node", "2 at a node");
    }

    @Test
    void aMachineIsHeldToInstructionsThatAnotherOneHasToo() {
        assertThat(NEW.heldTo("avx2"))
                .containsOnly(Map.entry("ATEN_CPU_CAPABILITY", "avx2"), Map.entry("ONEDNN_MAX_CPU_ISA", "AVX2"));
        assertThat(NEW.heldTo("avx2 ONEDNN_MAX_CPU_ISA=AVX2")).containsOnly(Map.entry("ONEDNN_MAX_CPU_ISA", "AVX2"));
        assertThat(OLD.heldTo("avx2 avx512f")).isEmpty();
        assertThat(OLD.heldTo("avx2")).isEmpty();
        assertThat(OLD.heldTo("")).isEmpty();
        WorkerCommand trainer = new WorkerCommand(List.of("true"), Map.of("A", "B"));
        TrainerFile.write(folder.resolve("trainer.json"), trainer, "avx2");
        assertThat(TrainerFile.read(folder.resolve("trainer.json")).environment())
                .containsEntry("A", "B")
                .containsAllEntriesOf(MachineKind.here(Map.of()).heldTo("avx2"));
    }

    @Test
    void whyJobsWaitIsHeardWhileTheyDo() throws Exception {
        launcher.named.add(folder.resolve("weights"));
        Files.writeString(folder.resolve("weights"), "numbers");
        launcher.after = () -> {
            launcher.log.tell("a job waits: 0/3 nodes are available");
            launcher.log.tell("a job waits: 0/4 nodes are available");
            launcher.log.tell("the quota is full");
            launcher.log.tell("a job waits: 0/4 nodes are available");
            launcher.named.clear();
            folder.resolve("weights").toFile().delete();
        };
        run("");
        assertThat(told).containsExactly("a job waits: 0/3 nodes are available", "the quota is full");
        assertThat(Files.readAllLines(folder.resolve("log"))).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void afterAWhileASentenceIsNewsAgain() {
        JobLog log = new JobLog(folder.resolve("log"), Duration.ZERO);
        log.tell("one");
        log.tell("one");
        log.tell("two");
        log.tell("one");
        assertThat(log.news()).as("also the one that was told last").containsExactly("one", "one", "two", "one");
        assertThat(log.news()).isEmpty();
        assertThat(folder.resolve("log")).hasContent("one\ntwo\none\n");
    }
}
