package io.narsil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A study is read, whatever runner it has, where the client of Kubernetes is not even there. */
class NothingLoadedTest {
    @Test
    void theClientIsLoadedByARunThatHasAClusterAlone() throws Exception {
        List<URL> rest = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(part).toAbsolutePath();
            if (!path.getFileName().toString().matches("(kubernetes-|zjsonpatch|mockwebserver).*\\.jar")) {
                rest.add(path.toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(rest.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThat(loader.getResource("io/fabric8/kubernetes/client/KubernetesClient.class"))
                    .isNull();
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                Class<?> reader = loader.loadClass(Reads.class.getName());
                assertThat(reader.getMethod("runner", String.class).invoke(null, "local"))
                        .isEqualTo("on this machine");
                String cluster = "{kubernetes: {image: a, volume: {claim: c, path: /s}}, jobs: 1}";
                assertThat(reader.getMethod("runner", String.class).invoke(null, cluster))
                        .isEqualTo("as Jobs of Kubernetes");
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    /** Reads a runner by the classes of whoever loads it. */
    public static final class Reads {
        private Reads() {}

        /** The words for the runner of a study. */
        public static String runner(String yaml) {
            io.narsil.config.Problems problems = new io.narsil.config.Problems();
            String words = io.narsil.runner.RunnerKinds.read(
                            io.narsil.config.ConfigFile.parse("study.yaml", "runner: " + yaml + "\n", problems)
                                    .at("runner"))
                    .choice()
                    .words();
            problems.throwIfAny();
            return words;
        }
    }
}
