package io.narsil.kubernetes;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A pod template of Kubernetes as a study has it: every key must be one of Kubernetes, since a cluster leaves out what it does
 * not know without a word.
 */
final class PodShape {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final JavaType TEMPLATE = JSON.constructType(PodTemplateSpec.class);
    private static final List<String> PARTS = List.of("metadata", "spec");

    private PodShape() {}

    /** The template as a tree of mappings, lists and plain values; empty where there is none, or nothing but faults. */
    static Map<String, Object> read(ConfigNode node) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Map<String, JavaType> spec = keys(keys(TEMPLATE).get("spec"));
        node.entries().forEach((key, value) -> {
            if (PARTS.contains(key)) {
                tree.put(key, value(value, keys(TEMPLATE).get(key)));
            } else {
                value.fault(
                        "\"" + node.name()
                                + "\" has \"metadata\" and \"spec\", as a pod template of Kubernetes, and no \"" + key
                                + "\"",
                        spec.containsKey(key) ? "\"spec: {" + key + ": ...}\"" : Nearest.hint(key, PARTS));
            }
        });
        return tree;
    }

    /** The template that a tree stands for. */
    static PodTemplateSpec template(Map<String, Object> tree) {
        return JSON.convertValue(tree, PodTemplateSpec.class);
    }

    private static Map<String, JavaType> keys(JavaType type) {
        return JSON.getDeserializationConfig().introspect(type).findProperties().stream()
                .filter(p -> !p.getName().equals("additionalProperties"))
                .collect(Collectors.toMap(
                        BeanPropertyDefinition::getName,
                        BeanPropertyDefinition::getPrimaryType,
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private static Object value(ConfigNode node, JavaType type) {
        if (type.isCollectionLikeType()) {
            if (node.present() && !node.isList()) {
                node.fault("\"" + node.name() + "\" must be a list", "a dash before each of its items");
                return List.of();
            }
            List<Object> items = new ArrayList<>();
            node.items().forEach(item -> items.add(value(item, type.getContentType())));
            return items;
        }
        if (type.isMapLikeType()) {
            Map<String, Object> values = new LinkedHashMap<>();
            node.entries().forEach((key, value) -> values.put(key, value(value, type.getContentType())));
            return values;
        }
        return plain(type) ? scalar(node, type) : mapping(node, type);
    }

    private static boolean plain(JavaType type) {
        Class<?> raw = type.getRawClass();
        return raw == String.class
                || raw == Boolean.class
                || raw == Quantity.class
                || raw == IntOrString.class
                || Number.class.isAssignableFrom(raw);
    }

    private static Object mapping(ConfigNode node, JavaType type) {
        Map<String, JavaType> keys = keys(type);
        Map<String, Object> values = new LinkedHashMap<>();
        node.entries().forEach((key, value) -> {
            if (keys.containsKey(key)) {
                values.put(key, value(value, keys.get(key)));
            } else {
                value.fault(
                        "Kubernetes has no \"" + key + "\" at \"" + node.name() + "\"",
                        Nearest.hint(key, keys.keySet()));
            }
        });
        return values;
    }

    private static Object scalar(ConfigNode node, JavaType type) {
        String text = node.text("");
        Class<?> raw = type.getRawClass();
        boolean whole = text.matches("-?[0-9]{1,18}");
        long value = whole ? Long.parseLong(text) : 0;
        boolean number = whole && (raw == Long.class || value == (int) value);
        if (raw == Boolean.class) {
            return node.bool(false);
        }
        if (raw == IntOrString.class) {
            return number ? (Object) Integer.valueOf(text) : text;
        }
        if (Number.class.isAssignableFrom(raw)) {
            if (!number) {
                node.fault(
                        "\"" + node.name() + "\" must be a whole number" + (whole ? " of 32 bits" : "") + ", not \""
                                + text + "\"",
                        "");
            }
            return number ? value : 0L;
        }
        return text;
    }

    /** A tree as YAML in one line. */
    static String write(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> YamlText.quoted(String.valueOf(e.getKey())) + ": " + write(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (tree instanceof List<?> list) {
            return list.stream().map(PodShape::write).collect(Collectors.joining(", ", "[", "]"));
        }
        return tree instanceof String text ? YamlText.quoted(text) : String.valueOf(tree);
    }
}
