package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The way to the cluster that {@code kubectl} has: the user's kubeconfig, or the service account of a pod. */
final class Connection {
    private static final int TRIES = 2;

    /** Where fabric8 looks for a cluster that nothing tells it of: a name that pods know. */
    private static final String NOWHERE = "//kubernetes.default.svc";

    /** A variable that every pod has. */
    private static final String POD = "KUBERNETES_SERVICE_HOST";

    private Connection() {}

    static KubernetesClient open(KubernetesSettings settings, String where) {
        String context = settings.get(KubernetesSettings.CONTEXT).orElse(null);
        Config found;
        try {
            found = Config.autoConfigure(context);
        } catch (RuntimeException e) {
            throw unreadable(where, e);
        }
        List<String> known =
                found.getContexts().stream().map(NamedContext::getName).toList();
        if (context != null && !known.contains(context)) {
            throw new UserException(
                    where,
                    "the kubeconfig of this machine has no context \"" + context + "\"",
                    known.isEmpty()
                            ? "set KUBECONFIG"
                            : Nearest.of(context, known).orElse(known.get(0)));
        }
        if (found.getMasterUrl().contains(NOWHERE) && System.getenv(POD) == null) {
            throw new UserException(where, "this machine knows no cluster: " + missing(known), nowhere(known));
        }
        try {
            return client(found);
        } catch (RuntimeException e) {
            throw unreadable(where, e);
        }
    }

    private static UserException unreadable(String where, RuntimeException e) {
        return new UserException(
                where,
                "the way to the cluster cannot be read: " + Unanswered.of(e).words(),
                "mend the kubeconfig");
    }

    /** What is not there of a kubeconfig. */
    private static String missing(List<String> contexts) {
        List<String> files = List.copyOf(Config.getKubeconfigFilenames());
        boolean any = files.stream().anyMatch(file -> Files.isRegularFile(Path.of(file)));
        String names = String.join(", ", files);
        if (!any) {
            return "there is no kubeconfig (" + names + ")";
        }
        return contexts.isEmpty()
                ? names + " has no context"
                : names + " has no \"current-context\" that is one of its contexts";
    }

    private static String nowhere(List<String> contexts) {
        return contexts.isEmpty()
                ? "set KUBECONFIG, or search where \"kubectl get jobs\" answers"
                : "\"context: " + contexts.get(0) + "\" of the runner, or \"kubectl config use-context "
                        + contexts.get(0) + "\"";
    }

    /** A client that does not try by itself what is tried again anyhow. */
    static KubernetesClient client(Config found) {
        Config config = new ConfigBuilder(found)
                .withRequestRetryBackoffLimit(TRIES)
                .withWatchReconnectLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
