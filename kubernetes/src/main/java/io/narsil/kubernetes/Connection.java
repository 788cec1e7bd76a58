package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import java.util.List;

/** The way to the cluster that {@code kubectl} has: the user's kubeconfig, or the service account of a pod. */
final class Connection {
    private static final int TRIES = 2;

    private Connection() {}

    static KubernetesClient open(KubernetesSettings settings, String where) {
        String context = settings.get(KubernetesSettings.CONTEXT).orElse(null);
        Config found;
        try {
            found = Config.autoConfigure(context);
        } catch (RuntimeException e) {
            throw new UserException(
                    where, "the way to the cluster cannot be read: " + e.getMessage(), "mend KUBECONFIG");
        }
        if (context != null) {
            List<String> known =
                    found.getContexts().stream().map(NamedContext::getName).toList();
            if (!known.contains(context)) {
                throw new UserException(
                        where,
                        "the kubeconfig of this machine has no context \"" + context + "\"",
                        known.isEmpty()
                                ? "set KUBECONFIG"
                                : Nearest.of(context, known).orElse(known.get(0)));
            }
        }
        return client(found);
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
