package io.narsil.kubernetes;

import io.narsil.config.ConfigNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a pod template is a search's own, or stands elsewhere in the study: it would be said twice, or break how jobs are known. */
final class PodRules {
    static final String METADATA = "metadata";
    static final String SPEC = "spec";
    static final String CONTAINERS = "containers";

    /** Keys of the pod that are a search's own, and what to say in their place. */
    private static final Map<String, String> POD = Map.of(
            "restartPolicy", "",
            "automountServiceAccountToken", "",
            "activeDeadlineSeconds", KubernetesSettings.TIME);

    private static final Map<String, String> WORKER = Map.of(
            "image", KubernetesSettings.IMAGE,
            "command", KubernetesSettings.COMMAND,
            "args", KubernetesSettings.COMMAND,
            "resources", KubernetesSettings.RESOURCES,
            "restartPolicy", "",
            "terminationMessagePolicy", "",
            "terminationMessagePath", "");

    private PodRules() {}

    /**
     * Notes what may not stand there.
     *
     * @param pod template
     * @param study settings beside it
     */
    static void check(ConfigNode pod, ConfigNode study) {
        metadata(pod.at(METADATA), study);
        ConfigNode spec = pod.at(SPEC);
        if (!spec.isMapping()) {
            return;
        }
        POD.forEach((key, setting) -> own(spec, key, setting));
        twice(spec, "serviceAccountName", study, KubernetesSettings.SERVICE_ACCOUNT);
        // Its old name.
        twice(spec, "serviceAccount", study, KubernetesSettings.SERVICE_ACCOUNT);
        Set<String> selected =
                spec.has("nodeSelector") && spec.at("nodeSelector").isMapping()
                        ? spec.at("nodeSelector").entries().keySet()
                        : Set.of();
        selected.stream()
                .filter(key -> study.at(KubernetesSettings.NODE_SELECTOR).has(key))
                .forEach(key -> said(spec.at("nodeSelector").at(key), KubernetesSettings.NODE_SELECTOR + "." + key));
        ConfigNode security = spec.at("securityContext");
        twice(security, "runAsUser", study, KubernetesSettings.USER);
        twice(security, "runAsGroup", study, KubernetesSettings.GROUP);
        named(spec.at("volumes"), "the volume with the run");
        containers(spec.at(CONTAINERS), study);
    }

    private static void metadata(ConfigNode metadata, ConfigNode study) {
        if (!metadata.isMapping()) {
            return;
        }
        metadata.entries().forEach((key, value) -> {
            if (!List.of("annotations", "labels").contains(key)) {
                value.fault("the name of a pod and what belongs to it are the cluster's and the search's", "remove it");
            }
        });
        ConfigNode labels = metadata.at("labels");
        if (labels.isMapping()) {
            labels.entries().forEach((key, value) -> {
                if (Labels.own(key)) {
                    value.fault("a search gives the label \"" + key + "\" itself", "remove it");
                } else if (study.at(KubernetesSettings.LABELS).has(key)) {
                    said(value, KubernetesSettings.LABELS + "." + key);
                }
            });
        }
    }

    private static void containers(ConfigNode containers, ConfigNode study) {
        if (!containers.isList()) {
            return;
        }
        List<ConfigNode> all = containers.items();
        if (all.size() > 1) {
            all.get(1)
                    .fault(
                            "a job has one container, with whose end it ends",
                            "\"initContainers\" for what runs before or beside it");
        }
        for (ConfigNode container : all.stream().filter(ConfigNode::isMapping).toList()) {
            String name = container.has("name") ? container.at("name").text("") : JobForm.CONTAINER;
            if (!name.equals(JobForm.CONTAINER)) {
                container
                        .at("name")
                        .fault("the container of a job is named \"" + JobForm.CONTAINER + "\"", JobForm.CONTAINER);
            }
            WORKER.forEach((key, setting) -> own(container, key, setting));
            named(container.at("volumeMounts"), "the mount of the run's volume");
            String path = study.at(KubernetesSettings.VOLUME).isMapping()
                    ? study.at(KubernetesSettings.VOLUME)
                            .at(KubernetesSettings.PATH)
                            .text("")
                    : "";
            mappings(container.at("volumeMounts")).stream()
                    .filter(mount -> mount.has("mountPath")
                            && plain(mount.at("mountPath").text("")).equals(plain(path)))
                    .forEach(mount -> mount.at("mountPath")
                            .fault("the volume with the run is mounted at " + path, "another path"));
        }
    }

    /** A path without slashes that mean nothing. */
    private static String plain(String path) {
        return path.replaceAll("/+", "/").replaceFirst("(?<=.)/$", "");
    }

    private static void named(ConfigNode list, String what) {
        mappings(list).stream()
                .filter(item -> item.has("name") && item.at("name").text("").equals(JobForm.VOLUME))
                .forEach(item ->
                        item.at("name").fault("\"" + JobForm.VOLUME + "\" is the name of " + what, "another name"));
    }

    private static List<ConfigNode> mappings(ConfigNode list) {
        return list.isList()
                ? list.items().stream().filter(ConfigNode::isMapping).collect(Collectors.toList())
                : List.of();
    }

    private static void own(ConfigNode node, String key, String setting) {
        if (node.has(key)) {
            node.at(key)
                    .fault(
                            "a search says \"" + key + "\" itself",
                            setting.isEmpty() ? "remove it" : "\"" + setting + "\" of the runner in its place");
        }
    }

    private static void twice(ConfigNode node, String key, ConfigNode study, String setting) {
        if (node.isMapping() && node.has(key) && study.has(setting)) {
            said(node.at(key), setting);
        }
    }

    private static void said(ConfigNode node, String setting) {
        node.fault("\"" + setting + "\" of the runner says that, too", "remove one of the two");
    }
}
