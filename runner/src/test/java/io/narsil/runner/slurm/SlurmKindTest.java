package io.narsil.runner.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.ConfigFile;
import io.narsil.config.Problems;
import io.narsil.runner.RunnerKinds;
import io.narsil.runner.jobs.Job;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlurmKindTest {
    private static RunnerKinds.Said read(String settings) {
        Problems problems = new Problems();
        String yaml = "runner:\n  slurm: {" + settings + "}\n  jobs: 4\n";
        RunnerKinds.Said said =
                RunnerKinds.read(ConfigFile.parse("study.yaml", yaml, problems).at("runner"));
        problems.throwIfAny();
        return said;
    }

    private static SlurmSettings settings(String text) {
        return ((SlurmRunner) read(text).choice()).settings();
    }

    @Test
    void settingsBecomeOptionsOfSbatch() {
        String all = "partition: gpu, time: 1-12:00:00, memory: 8G, cores: 2, gres: 'gpu:a100:1', account: vision,"
                + " options: [--exclusive, '--constraint=avx512&amx']";
        assertThat(settings(all).arguments())
                .containsExactly(
                        "--nodes=1",
                        "--ntasks=1",
                        "--partition=gpu",
                        "--time=1-12:00:00",
                        "--mem=8G",
                        "--cpus-per-task=2",
                        "--gres=gpu:a100:1",
                        "--account=vision",
                        "--exclusive",
                        "--constraint=avx512&amx");
        assertThat(settings("").arguments()).containsExactly("--nodes=1", "--ntasks=1");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        RunnerKinds.Said said = read("time: '90', options: [\"--constraint=a\\\"b\"]");
        String slurm = said.write().lines().skip(1).findFirst().orElseThrow().strip();
        String inside = slurm.substring("slurm: {".length(), slurm.length() - 1);
        assertThat(settings(inside)).isEqualTo(((SlurmRunner) said.choice()).settings());
        assertThat(said.write()).startsWith("runner:\n").endsWith("\n  jobs: 4\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--exclusive",
                "--contiguous",
                "--constraint=a",
                "--nodelist=n1",
                "--wait-all-nodes=1",
                "--exclude=n",
                "-w n1",
                "--qos=low",
                "-C a",
                "--nice=10"
            })
    void otherOptionsStandAsTheyAre(String option) {
        assertThat(settings("options: ['" + option + "']").arguments()).endsWith(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10:30", "1:00:00", "1-0", "1-00:00", "2-12:30:00", "UNLIMITED"})
    void timesAreThoseOfSlurm(String time) {
        assertThat(settings("time: '" + time + "'").arguments()).contains("--time=" + time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "time: 4h | :2: \"runner.slurm.time\" is nothing that Slurm takes: \"4h\". Maybe \"time: 4:00:00\"",
                "memory: 8 GB | :2: \"runner.slurm.memory\" is nothing that Slurm takes: \"8 GB\". Maybe \"memory: 8G\"",
                "cores: two | :2: \"runner.slurm.cores\" is nothing that Slurm takes",
                "partition: a b | :2: \"runner.slurm.partition\" is nothing that Slurm takes",
                "partitoin: a | :2: unknown key \"runner.slurm.partitoin\". Maybe \"partition\"",
                "options: [exclusive] | :2: an option of sbatch begins with a dash",
                "options: [--job-name=x] | :2: a search says \"--job-name\" itself",
                "options: ['-J x'] | :2: a search says \"-J x\" itself",
                "options: [--no-requeue] | :2: a search says \"--no-requeue\" itself",
                "options: [--job=x] | :2: a search says \"--job\" itself",
                "options: ['--wrap=echo a=b'] | :2: a search says \"--wrap\" itself",
                "options: [-W] | :2: a search says \"-W\" itself",
                "options: [-H] | :2: a search says \"-H\" itself",
                "options: [--export=NONE] | :2: a job needs its node's own files and the environment of the search, which"
                        + " \"--export\" changes. Maybe remove it",
                "options: [--export-file=x] | :2: a job needs its node's own files",
                "options: [--container-image=x] | :2: a job needs its node's own files",
            })
    void whatIsWrongIsSaidWithItsLine(String settings, String message) {
        assertThatThrownBy(() -> read(settings)).hasMessageContaining(message);
    }

    @Test
    void linesOfTheQueueAreJobs() {
        Map<String, SlurmQueue.Entry> jobs = SlurmQueue.read("""
                12|RUNNING|None|a
                13|PENDING|BeginTime|b c
                14|COMPLETING|None|d|e
                nonsense
                15|PENDING|Priority|a
                16|SUSPENDED|None|f
                """);
        assertThat(jobs.keySet()).containsExactlyInAnyOrder("a", "b c", "d|e", "f");
        assertThat(jobs.get("f").state()).isEqualTo(Job.State.WAITING);
        assertThat(jobs.get("a")).isEqualTo(new SlurmQueue.Entry("12", Job.State.RUNNING, "None"));
        assertThat(jobs.get("b c")).isEqualTo(new SlurmQueue.Entry("13", Job.State.WAITING, "BeginTime"));
        assertThat(jobs.get("d|e").state()).isEqualTo(Job.State.RUNNING);
    }

    @Test
    void aLimitOfJobsPassesWhereThereAreOthersAndAnUnknownPartitionNever() {
        String limit = "sbatch: error: Batch job submission failed: Job violates accounting/QOS policy (job submit"
                + " limit, user's size and/or time limits)";
        assertThat(Refusal.passes(limit, true)).isTrue();
        assertThat(Refusal.passes(limit, false)).isFalse();
        assertThat(Refusal.passes(
                        "sbatch: error: Batch job submission failed: Unable to contact slurm controller", false))
                .isTrue();
        assertThat(Refusal.passes("sbatch: error: invalid partition specified: foo", true))
                .isFalse();
        assertThat(Refusal.never("PartitionConfig")).isTrue();
        assertThat(Refusal.never("Priority")).isFalse();
    }

    @Test
    void whatAShellWouldReadOtherwiseIsQuoted() {
        assertThat(JobScript.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
    }
}
