package io.narsil.tensors;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of arrays in files of the Python packages {@code efficientnet_pytorch} and {@code efficientnet_lite_pytorch}, as Narsil
 * calls them. They number the blocks after the stem from 0, through all stages.
 */
final class EfficientNetNames {
    private static final Pattern BLOCK = Pattern.compile("_blocks\\.(\\d{1,4})\\.(.+)");
    private static final String STEM = "_conv_stem.weight";

    private static final Map<String, String> ROLES = Map.of(
            "_expand_conv", "expand",
            "_bn0", "expand_bn",
            "_depthwise_conv", "depthwise",
            "_bn1", "depthwise_bn",
            "_se_reduce", "se_reduce",
            "_se_expand", "se_expand",
            "_project_conv", "project",
            "_bn2", "project_bn");

    private EfficientNetNames() {}

    /** Whether a file with these names is one of these packages'. */
    static boolean known(Collection<String> names) {
        return names.contains(STEM);
    }

    /**
     * Narsil's name for each of theirs; unknown names stay.
     *
     * @param ours names of the network's blocks, the stem first and the head's convolution last, without its classifier
     */
    static Map<String, String> translate(Collection<String> names, List<String> ours) {
        Map<String, String> translated = new LinkedHashMap<>();
        for (String name : names) {
            int dot = name.lastIndexOf('.');
            String layer = name.substring(0, Math.max(0, dot));
            translated.put(
                    name, layer(layer, ours).map(l -> l + name.substring(dot)).orElse(name));
        }
        return translated;
    }

    private static Optional<String> layer(String layer, List<String> ours) {
        Matcher block = BLOCK.matcher(layer);
        if (block.matches()) {
            int index = Integer.parseInt(block.group(1)) + 1;
            return Optional.ofNullable(ROLES.get(block.group(2)))
                    .filter(role -> index < ours.size() - 1)
                    .map(role -> ours.get(index) + "." + role);
        }
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        String stem = ours.get(0);
        String head = ours.get(ours.size() - 1);
        return Optional.ofNullable(
                switch (layer) {
                    case "_conv_stem" -> stem + ".conv";
                    case "_bn0" -> stem + ".bn";
                    case "_conv_head" -> head + ".conv";
                    case "_bn1" -> head + ".bn";
                    case "_fc" -> "classifier.linear";
                    default -> null;
                });
    }
}
