package io.narsil.kubernetes;

import io.narsil.config.YamlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is asked of Kubernetes for each job.
 *
 * @param said values of settings by key, of those that a study gives; a claim and its path have keys of their own here
 * @param resources amounts by the names that Kubernetes has for them, such as {@code nvidia.com/gpu}
 * @param nodeSelector labels of the nodes that may be chosen
 * @param labels further labels of jobs and pods
 * @param tolerations keys of taints that are no hindrance
 * @param command words that start Narsil in the image
 * @param pod template of pods, as a tree, under what is said otherwise; empty for none
 */
record KubernetesSettings(
        Map<String, String> said,
        Map<String, String> resources,
        Map<String, String> nodeSelector,
        Map<String, String> labels,
        List<String> tolerations,
        List<String> command,
        Map<String, Object> pod) {
    static final String IMAGE = "image";
    static final String CONTEXT = "context";
    static final String NAMESPACE = "namespace";
    static final String SERVICE_ACCOUNT = "service_account";
    static final String PULL_SECRET = "pull_secret";
    static final String USER = "user";
    static final String GROUP = "group";
    static final String TIME = "time";
    static final String KEEP = "keep";
    static final String WAIT = "wait";
    static final String BACK_OFF = "back_off";
    static final String VOLUME = "volume";
    static final String CLAIM = "claim";
    static final String PATH = "path";
    static final String RESOURCES = "resources";
    static final String MEMORY = "memory";
    static final String NODE_SELECTOR = "node_selector";
    static final String LABELS = "labels";
    static final String TOLERATIONS = "tolerations";
    static final String COMMAND = "command";
    static final String POD = "pod";

    private static final Map<Character, Long> SECONDS = Map.of('s', 1L, 'm', 60L, 'h', 3_600L, 'd', 86_400L);

    KubernetesSettings {
        said = new LinkedHashMap<>(said);
        resources = new LinkedHashMap<>(resources);
        nodeSelector = new LinkedHashMap<>(nodeSelector);
        labels = new LinkedHashMap<>(labels);
        tolerations = List.copyOf(tolerations);
        command = List.copyOf(command);
        pod = new LinkedHashMap<>(pod);
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(said.get(key));
    }

    /** The seconds of a time such as {@code 90m}. */
    Optional<Long> seconds(String key) {
        return get(key).map(text -> {
            int last = text.length() - 1;
            return Long.parseLong(text.substring(0, last)) * SECONDS.get(text.charAt(last));
        });
    }

    /** How long the first job may wait for a node before the search ends with the scheduler's words. */
    Duration patience() {
        return Duration.ofSeconds(seconds(WAIT).orElse(600L));
    }

    /** The words that start Narsil in the image. */
    List<String> program() {
        return command.isEmpty() ? List.of("narsil") : command;
    }

    /** As a study has it. */
    String write() {
        List<String> entries = new ArrayList<>();
        said.forEach((key, value) -> {
            if (!key.equals(CLAIM) && !key.equals(PATH)) {
                entries.add(key + ": " + YamlText.quoted(value));
            }
        });
        Map<String, String> volume = new LinkedHashMap<>();
        get(CLAIM).ifPresent(value -> volume.put(CLAIM, value));
        get(PATH).ifPresent(value -> volume.put(PATH, value));
        mapping(entries, VOLUME, volume);
        mapping(entries, RESOURCES, resources);
        mapping(entries, NODE_SELECTOR, nodeSelector);
        mapping(entries, LABELS, labels);
        list(entries, TOLERATIONS, tolerations);
        list(entries, COMMAND, command);
        if (!pod.isEmpty()) {
            entries.add(POD + ": " + PodShape.write(pod));
        }
        return String.join(", ", entries);
    }

    private static void mapping(List<String> entries, String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            entries.add(values.entrySet().stream()
                    .map(e -> YamlText.quoted(e.getKey()) + ": " + YamlText.quoted(e.getValue()))
                    .collect(Collectors.joining(", ", key + ": {", "}")));
        }
    }

    private static void list(List<String> entries, String key, List<String> values) {
        if (!values.isEmpty()) {
            entries.add(values.stream().map(YamlText::quoted).collect(Collectors.joining(", ", key + ": [", "]")));
        }
    }
}
