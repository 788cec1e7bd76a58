package io.narsil.kubernetes;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.runner.RunnerChoice;
import io.narsil.runner.RunnerKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kubernetes: {image: ..., volume: {claim: narsil, path: /shared}, resources: {memory: 8Gi, nvidia.com/gpu: 1}}}. */
public final class KubernetesKind implements RunnerKind {
    static final String KEY = "kubernetes";

    private static final String NAME = "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?";
    private static final String TIME = "[1-9][0-9]{0,6}[smhd]";
    private static final String ID = "[0-9]{1,10}";
    private static final String LABEL = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    private static final String LABEL_KEY = "(" + NAME + "/)?" + LABEL;
    private static final String MORE_KEY = NAME + "/" + LABEL;

    private static final String GPU = "nvidia.com/gpu";
    private static final String MEMORY = "[1-9][0-9]{0,14}(Ki|Mi|Gi|Ti|k|M|G|T)?";

    /** What values look like, and an example; Kubernetes itself says whether there is such a thing. */
    private static final Map<String, List<String>> FORMS = forms();

    private static final Map<String, List<String>> AMOUNTS = Map.of(
            "cpu", List.of("[1-9][0-9]{0,6}m?|[0-9]{1,4}[.][0-9]{1,3}", "2"),
            "memory", List.of(MEMORY, "8Gi"),
            "ephemeral-storage", List.of(MEMORY, "10Gi"));

    private static Map<String, List<String>> forms() {
        Map<String, List<String>> forms = new LinkedHashMap<>();
        forms.put(KubernetesSettings.IMAGE, List.of("[A-Za-z0-9][A-Za-z0-9._:/@-]*", "registry.example.org/narsil:1"));
        forms.put(KubernetesSettings.CONTEXT, List.of("\\S.*", "laboratory"));
        forms.put(KubernetesSettings.NAMESPACE, List.of("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", "vision"));
        forms.put(KubernetesSettings.SERVICE_ACCOUNT, List.of(NAME, "narsil"));
        forms.put(KubernetesSettings.PULL_SECRET, List.of(NAME, "registry"));
        forms.put(KubernetesSettings.USER, List.of(ID, "1000"));
        forms.put(KubernetesSettings.GROUP, List.of(ID, "1000"));
        forms.put(KubernetesSettings.TIME, List.of(TIME, "4h"));
        forms.put(KubernetesSettings.KEEP, List.of(TIME, "10m"));
        forms.put(KubernetesSettings.WAIT, List.of(TIME, "30m"));
        forms.put(KubernetesSettings.BACK_OFF, List.of("[0-9]{1,3}", "3"));
        return forms;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public RunnerChoice read(ConfigNode node) {
        Map<String, String> said = new LinkedHashMap<>();
        node.need(KubernetesSettings.IMAGE);
        FORMS.forEach((key, form) -> keep(node.at(key), key, form, said));
        ConfigNode volume = node.need(KubernetesSettings.VOLUME);
        if (volume.isMapping()) {
            keep(volume.need(KubernetesSettings.CLAIM), KubernetesSettings.CLAIM, List.of(NAME, "narsil"), said);
            keep(volume.need(KubernetesSettings.PATH), KubernetesSettings.PATH, List.of("/[^\\x00]+", "/shared"), said);
        }
        volume.closed();
        Map<String, String> resources = new LinkedHashMap<>();
        node.at(KubernetesSettings.RESOURCES).entries().forEach((key, value) -> {
            if (!AMOUNTS.containsKey(key) && !key.matches(MORE_KEY)) {
                value.fault(
                        "\"" + key + "\" is no resource of Kubernetes",
                        key.contains("gpu")
                                ? "\"" + GPU + "\""
                                : Nearest.hint(key, List.of("cpu", "memory", "ephemeral-storage", GPU)));
            }
            keep(value, key, AMOUNTS.getOrDefault(key, List.of("[1-9][0-9]{0,5}", "1")), resources);
        });
        Map<String, String> selector = labels(node.at(KubernetesSettings.NODE_SELECTOR));
        Map<String, String> labels = labels(node.at(KubernetesSettings.LABELS));
        labels.keySet().stream()
                .filter(Labels::own)
                .forEach(key -> node.at(KubernetesSettings.LABELS)
                        .entries()
                        .get(key)
                        .fault("a search gives the label \"" + key + "\" itself", "remove it"));
        List<String> tolerations = words(node.at(KubernetesSettings.TOLERATIONS), LABEL_KEY, GPU);
        List<String> command = words(node.at(KubernetesSettings.COMMAND), "(?s).+", "narsil");
        ConfigNode template = node.at(KubernetesSettings.POD);
        // What knows the client's classes is loaded by who has a template alone.
        Map<String, Object> pod = template.present() ? PodShape.read(template) : Map.of();
        PodRules.check(template, node);
        node.closed();
        KubernetesSettings settings =
                new KubernetesSettings(said, resources, selector, labels, tolerations, command, pod);
        return new KubernetesRunner(settings, node.where());
    }

    private static void keep(ConfigNode value, String key, List<String> form, Map<String, String> kept) {
        value.text().ifPresent(text -> {
            if (!text.matches(form.get(0))) {
                value.fault(
                        "\"" + value.name() + "\" is nothing that Kubernetes takes: \"" + text + "\"",
                        "\"" + key + ": " + form.get(1) + "\"");
            }
            kept.put(key, text);
        });
    }

    private static Map<String, String> labels(ConfigNode node) {
        Map<String, String> labels = new LinkedHashMap<>();
        node.entries().forEach((key, value) -> {
            if (!key.matches(LABEL_KEY)) {
                value.fault("\"" + key + "\" is no name of a label", "\"disk: ssd\"");
            }
            keep(value, key, List.of("(" + LABEL + ")?", "ssd"), labels);
        });
        return labels;
    }

    private static List<String> words(ConfigNode node, String form, String example) {
        List<String> words = new ArrayList<>();
        for (ConfigNode item : node.items()) {
            item.text().ifPresent(text -> {
                if (!text.matches(form)) {
                    item.fault(
                            "\"" + item.name() + "\" is nothing that Kubernetes takes: \"" + text + "\"",
                            "\"" + example + "\"");
                }
                words.add(text);
            });
        }
        return words;
    }
}
