package io.narsil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What a cluster of one's own wants of pods, beside what a search says of them. */
class PodTemplateTest {
    private static final String HEAD = """
            runner:
              kubernetes:
                image: narsil
                volume: {claim: c, path: /shared}
                resources: {memory: 3Gi}
                user: 1000680000
                node_selector: {disk: ssd}
                tolerations: [nvidia.com/gpu]
                pull_secret: registry
                labels: {queue: q}
                service_account: s
                pod:
            """;

    private static RunnerKinds.Said read(String pod) {
        Problems problems = new Problems();
        String yaml = HEAD + pod.indent(6) + "  jobs: 4\n";
        RunnerKinds.Said said =
                RunnerKinds.read(ConfigFile.parse("study.yaml", yaml, problems).at("runner"));
        problems.throwIfAny();
        return said;
    }

    private static KubernetesSettings settings(RunnerKinds.Said said) {
        return ((KubernetesRunner) said.choice()).settings();
    }

    private static final String ALL = """
            metadata:
              annotations: {cluster-autoscaler.kubernetes.io/safe-to-evict: "false", note: "a: b"}
              labels: {team: vision}
            spec:
              priorityClassName: low
              terminationGracePeriodSeconds: 60
              hostNetwork: false
              nodeSelector: {zone: a}
              tolerations:
              - {key: spot, operator: Equal, value: "yes", effect: NoSchedule, tolerationSeconds: 10}
              imagePullSecrets: [{name: second}]
              securityContext: {fsGroup: 1000680000, runAsNonRoot: true}
              volumes:
              - {name: shm, emptyDir: {medium: Memory, sizeLimit: 1Gi}}
              containers:
              - env: [{name: A, value: "1"}]
                volumeMounts: [{name: shm, mountPath: /dev/shm}]
                livenessProbe: {tcpSocket: {port: 80}}
                imagePullPolicy: Always
            """;

    @Test
    void whatIsSaidOfPodsLiesUnderWhatASearchSays() {
        RunnerKinds.Said said = read(ALL);
        String yaml = Serialization.asYaml(new JobForm(settings(said), new Labels("1a2b", "fashion"))
                .job(new JobFolder(Path.of("/shared/runs/fashion/jobs/trial-3-xyz"))));
        assertThat(yaml.substring(yaml.indexOf("  template:"))).isEqualTo("""
                  template:
                    metadata:
                      annotations:
                        cluster-autoscaler.kubernetes.io/safe-to-evict: "false"
                        note: "a: b"
                      labels:
                        team: "vision"
                        queue: "q"
                        app.kubernetes.io/name: "narsil"
                        narsil.io/run: "1a2b"
                        narsil.io/name: "fashion"
                        narsil.io/job: "trial-3-xyz"
                    spec:
                      automountServiceAccountToken: false
                      containers:
                      - command:
                        - "narsil"
                        - "worker"
                        - "--request"
                        - "/shared/runs/fashion/jobs/trial-3-xyz/request.jsonl"
                        env:
                        - name: "A"
                          value: "1"
                        image: "narsil"
                        imagePullPolicy: "Always"
                        livenessProbe:
                          tcpSocket:
                            port: 80
                        name: "worker"
                        resources:
                          limits:
                            memory: "3Gi"
                          requests:
                            memory: "3Gi"
                        terminationMessagePolicy: "FallbackToLogsOnError"
                        volumeMounts:
                        - mountPath: "/dev/shm"
                          name: "shm"
                        - mountPath: "/shared"
                          name: "run"
                      hostNetwork: false
                      imagePullSecrets:
                      - name: "second"
                      - name: "registry"
                      nodeSelector:
                        zone: "a"
                        disk: "ssd"
                      priorityClassName: "low"
                      restartPolicy: "Never"
                      securityContext:
                        fsGroup: 1000680000
                        runAsNonRoot: true
                        runAsUser: 1000680000
                      serviceAccountName: "s"
                      terminationGracePeriodSeconds: 60
                      tolerations:
                      - effect: "NoSchedule"
                        key: "spot"
                        operator: "Equal"
                        tolerationSeconds: 10
                        value: "yes"
                      - key: "nvidia.com/gpu"
                        operator: "Exists"
                      volumes:
                      - emptyDir:
                          medium: "Memory"
                          sizeLimit: "1Gi"
                        name: "shm"
                      - name: "run"
                        persistentVolumeClaim:
                          claimName: "c"
                  ttlSecondsAfterFinished: 600
                """);
    }

    /** A run keeps its runner, and goes on with the same. */
    @Test
    void whatIsWrittenIsReadAgain() {
        RunnerKinds.Said said = read(ALL);
        Problems problems = new Problems();
        RunnerKinds.Said again = RunnerKinds.read(
                ConfigFile.parse("runner.yaml", said.write(), problems).at("runner"));
        problems.throwIfAny();
        assertThat(settings(again)).isEqualTo(settings(said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tolerations: [] | \"runner.kubernetes.pod\" has \"metadata\" and \"spec\", as a pod template of Kubernetes, and"
                        + " no \"tolerations\". Maybe \"spec: {tolerations: ...}\"",
                "spec: {priorityClass: low} | Kubernetes has no \"priorityClass\" at \"runner.kubernetes.pod.spec\". Maybe"
                        + " \"priorityClassName\"",
                "spec: {tolerations: {key: a}} | \"runner.kubernetes.pod.spec.tolerations\" must be a list",
                "spec: {terminationGracePeriodSeconds: soon} | must be a whole number, not \"soon\"",
                "spec: {priority: 1000680000000} | must be a whole number of 32 bits, not \"1000680000000\"",
                "spec: {serviceAccount: t} | \"service_account\" of the runner says that, too",
                "spec: {containers: [{volumeMounts: [{name: a, mountPath: /shared//}]}]} | is mounted at /shared",
                "metadata: {labels: {queue: r}} | \"labels.queue\" of the runner says that, too",
                "spec: {hostNetwork: maybe} | must be true or false, not \"maybe\"",
                "spec: {restartPolicy: Always} | a search says \"restartPolicy\" itself. Maybe remove it",
                "spec: {activeDeadlineSeconds: 9} | a search says \"activeDeadlineSeconds\" itself. Maybe \"time\" of the runner",
                "spec: {nodeSelector: {disk: hdd}} | \"node_selector.disk\" of the runner says that, too. Maybe remove one",
                "spec: {securityContext: {runAsUser: 5}} | \"user\" of the runner says that, too",
                "spec: {volumes: [{name: run}]} | \"run\" is the name of the volume with the run",
                "spec: {containers: [{image: x}]} | a search says \"image\" itself. Maybe \"image\" of the runner in its place",
                "spec: {containers: [{args: [x]}]} | a search says \"args\" itself. Maybe \"command\" of the runner",
                "spec: {containers: [{name: x}]} | the container of a job is named \"worker\"",
                "spec: {containers: [{}, {name: x}]} | a job has one container, with whose end it ends. Maybe \"initContainers\"",
                "spec: {containers: [{volumeMounts: [{name: a, mountPath: /shared}]}]} | the volume with the run is mounted at"
                        + " /shared",
                "metadata: {name: x} | the name of a pod and what belongs to it are the cluster's",
                "metadata: {labels: {narsil.io/job: x}} | a search gives the label \"narsil.io/job\" itself",
                "spec: 3 | \"runner.kubernetes.pod.spec\" must be a mapping",
            })
    void whatMayNotStandThereIsSaidWithItsLine(String pod, String message) {
        assertThatThrownBy(() -> read(pod))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("study.yaml:13: ")
                .hasMessageContaining(message);
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirLines() {
        assertThatThrownBy(() -> read("""
                        metadata: {uid: x}
                        spec:
                          restartPolicy: Always
                          containers:
                          - image: x
                            comand: [x]
                        """))
                .satisfies(e -> assertThat(((UserException) e).problems()).hasSize(4))
                .hasMessageContaining("study.yaml:15: ")
                .hasMessageContaining("study.yaml:17: ")
                .hasMessageContaining("study.yaml:18: ");
    }
}
