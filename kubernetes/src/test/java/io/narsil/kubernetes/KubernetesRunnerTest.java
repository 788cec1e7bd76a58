package io.narsil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.runner.ArtifactResolver;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.TrialRunnerContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, on a cluster whose containers are threads. {@link KubernetesFaultsTest} has real processes. */
class KubernetesRunnerTest extends TrialRunnerContract {
    private PretendCluster cluster;

    @BeforeEach
    void begin() throws IOException {
        cluster = new PretendCluster(Running::thread);
    }

    @AfterEach
    void end() throws IOException {
        assertThat(cluster.jobs()).isEmpty();
        cluster.close();
    }

    @Override
    protected TrialRunner runner(int workers, ArtifactResolver files) {
        return PretendRuns.of(cluster.wire.port(), folder()).runner(workers, files);
    }
}
