package io.narsil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.narsil.config.ConfigFile;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.runner.RunnerKinds;
import io.narsil.runner.jobs.JobFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesKindTest {
    private static final String LEAST = "image: narsil, volume: {claim: c, path: /shared}";

    private static final String ALL =
            "image: 'registry.example.org:5000/vision/narsil:1', context: 'my lab', namespace: vision,"
                    + " volume: {claim: narsil, path: /shared}, resources: {cpu: 500m, memory: 8Gi, nvidia.com/gpu: 1},"
                    + " service_account: trainer, pull_secret: registry, user: 1000, group: 100, time: 4h, keep: 30m, wait: 1d,"
                    + " back_off: 5, node_selector: {disk: ssd}, labels: {kueue.x-k8s.io/queue-name: q},"
                    + " tolerations: [nvidia.com/gpu], command: [/opt/narsil/narsil]";

    private static RunnerKinds.Said read(String settings) {
        Problems problems = new Problems();
        String yaml = "runner:\n  kubernetes: {" + settings + "}\n  jobs: 4\n";
        RunnerKinds.Said said =
                RunnerKinds.read(ConfigFile.parse("study.yaml", yaml, problems).at("runner"));
        problems.throwIfAny();
        return said;
    }

    private static KubernetesSettings settings(String text) {
        return ((KubernetesRunner) read(text).choice()).settings();
    }

    private static String job(String text) {
        Job job = new JobForm(settings(text), new Labels("1a2b", "fashion"))
                .job(new JobFolder(Path.of("/shared/runs/fashion/jobs/trial-3-xyz")));
        return Serialization.asYaml(job);
    }

    /** The whole of it, since what is not meant is as wrong as what is missing. */
    @Test
    void settingsBecomeAJob() {
        assertThat(job(ALL))
                .isEqualTo("""
                ---
                apiVersion: "batch/v1"
                kind: "Job"
                metadata:
                  labels:
                    kueue.x-k8s.io/queue-name: "q"
                    app.kubernetes.io/name: "narsil"
                    narsil.io/run: "1a2b"
                    narsil.io/name: "fashion"
                    narsil.io/job: "trial-3-xyz"
                  name: "NAME"
                spec:
                  backoffLimit: 5
                  podFailurePolicy:
                    rules:
                    - action: "Ignore"
                      onPodConditions:
                      - status: "True"
                        type: "DisruptionTarget"
                    - action: "FailJob"
                      onExitCodes:
                        containerName: "worker"
                        operator: "NotIn"
                        values:
                        - 0
                  template:
                    metadata:
                      labels:
                        kueue.x-k8s.io/queue-name: "q"
                        app.kubernetes.io/name: "narsil"
                        narsil.io/run: "1a2b"
                        narsil.io/name: "fashion"
                        narsil.io/job: "trial-3-xyz"
                    spec:
                      activeDeadlineSeconds: 14400
                      automountServiceAccountToken: false
                      containers:
                      - command:
                        - "/opt/narsil/narsil"
                        - "worker"
                        - "--request"
                        - "/shared/runs/fashion/jobs/trial-3-xyz/request.jsonl"
                        image: "registry.example.org:5000/vision/narsil:1"
                        name: "worker"
                        resources:
                          limits:
                            cpu: "500m"
                            memory: "8Gi"
                            nvidia.com/gpu: "1"
                          requests:
                            cpu: "500m"
                            memory: "8Gi"
                            nvidia.com/gpu: "1"
                        terminationMessagePolicy: "FallbackToLogsOnError"
                        volumeMounts:
                        - mountPath: "/shared"
                          name: "run"
                      imagePullSecrets:
                      - name: "registry"
                      nodeSelector:
                        disk: "ssd"
                      restartPolicy: "Never"
                      securityContext:
                        runAsGroup: 100
                        runAsUser: 1000
                      serviceAccountName: "trainer"
                      tolerations:
                      - key: "nvidia.com/gpu"
                        operator: "Exists"
                      volumes:
                      - name: "run"
                        persistentVolumeClaim:
                          claimName: "narsil"
                  ttlSecondsAfterFinished: 1800
                """.replace("NAME", new Labels("1a2b", "").name(new JobFolder(Path.of("trial-3-xyz")))));
    }

    @Test
    void whatIsNotSaidIsTheClustersOwn() {
        assertThat(job(LEAST))
                .contains("backoffLimit: 3", "ttlSecondsAfterFinished: 600", "- \"narsil\"")
                .doesNotContain("activeDeadline", "nodeSelector", "securityContext", "serviceAccountName", "cpu");
        assertThat(settings(LEAST).patience()).hasMinutes(10);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        RunnerKinds.Said said = read(ALL);
        String line = said.write().lines().skip(1).findFirst().orElseThrow().strip();
        String inside = line.substring("kubernetes: {".length(), line.length() - 1);
        assertThat(settings(inside)).isEqualTo(((KubernetesRunner) said.choice()).settings());
        assertThat(said.choice().words()).isEqualTo("as Jobs of Kubernetes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "volume: {claim: c, path: /s} | :2: \"runner.kubernetes.image\" is missing",
                "image: a | :2: \"runner.kubernetes.volume\" is missing",
                "image: a, volume: {path: /s} | :2: \"runner.kubernetes.volume.claim\" is missing",
                "image: a, volume: {claim: c} | :2: \"runner.kubernetes.volume.path\" is missing",
                "image: a, volume: c | :2: \"runner.kubernetes.volume\" must be a mapping",
                "image: a, volume: {claim: c, path: s} | \"runner.kubernetes.volume.path\" is nothing that Kubernetes",
                "image: 'a b' | \"runner.kubernetes.image\" is nothing that Kubernetes takes: \"a b\". Maybe \"image: reg",
                "namespace: Vision | \"runner.kubernetes.namespace\" is nothing that Kubernetes takes: \"Vision\"",
                "time: '4:00:00' | \"runner.kubernetes.time\" is nothing that Kubernetes takes: \"4:00:00\". Maybe \"time: 4h\"",
                "resources: {memory: 8g} | \"runner.kubernetes.resources.memory\" is nothing that Kubernetes takes: \"8g\"",
                "resources: {gpu: 1} | \"gpu\" is no resource of Kubernetes. Maybe \"nvidia.com/gpu\"",
                "resources: {memry: 8Gi} | \"memry\" is no resource of Kubernetes. Maybe \"memory\"",
                "resources: {nvidia.com/gpu: 0.5} | \"runner.kubernetes.resources.nvidia.com/gpu\" is nothing that",
                "labels: {narsil.io/run: x} | a search gives the label \"narsil.io/run\" itself. Maybe remove it",
                "node_selector: {'a b': x} | \"a b\" is no name of a label",
                "tolerations: ['a b'] | \"runner.kubernetes.tolerations\" is nothing that Kubernetes takes: \"a b\"",
                "imag: a | unknown key \"runner.kubernetes.imag\". Maybe \"image\"",
            })
    void whatIsWrongIsSaidWithItsLine(String settings, String message) {
        assertThatThrownBy(() -> read(settings))
                .hasMessageContaining("study.yaml:2: ")
                .hasMessageContaining(message);
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> read("image: 'a b', time: soon, keep: 1, resources: {cpu: many}, volume: {claim: C}"))
                .satisfies(e -> assertThat(((UserException) e).problems()).hasSize(6));
    }

    @Test
    void labelsAreWhatMayStandThere() {
        assertThat(Labels.value("my run (2)")).isEqualTo("my-run--2");
        assertThat(Labels.value("-" + "é".repeat(80))).isEmpty();
        assertThat(Labels.value("a".repeat(80))).hasSize(63);
    }
}
