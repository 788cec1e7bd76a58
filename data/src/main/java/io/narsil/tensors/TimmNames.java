package io.narsil.tensors;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of arrays in files of the Python library timm, as Narsil calls them: for FBNetV3, MobileNetV3, EfficientNet and their
 * kin.
 *
 * <p>timm numbers blocks by stage and by place in the stage, and its stages may differ from Narsil's. The order of
 * blocks after the stem is the same.
 */
final class TimmNames {
    private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d{1,4})\\.(\\d{1,4})\\.(.+)");
    private static final String STEM = "conv_stem.weight";
    /** The last layer of a block with an expansion. */
    private static final String LAST = "conv_pwl";
    /** Of a head that begins with a convolution, as EfficientNet's does; that of MobileNetV3 pools first. */
    private static final String HEAD_NORM = "bn2";

    private TimmNames() {}

    /** Whether a file with these names is timm's. */
    static boolean known(Collection<String> names) {
        return names.contains(STEM);
    }

    /**
     * Narsil's name for each of timm's; unknown names stay.
     *
     * @param ours names of the network's blocks, the stem first, without its classifier
     */
    static Map<String, String> translate(Collection<String> names, List<String> ours) {
        List<String> blocks = names.stream()
                .map(BLOCK::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1) + "." + m.group(2))
                .distinct()
                .sorted(Comparator.comparingInt((String b) -> Integer.parseInt(b.substring(0, b.indexOf('.'))))
                        .thenComparingInt(b -> Integer.parseInt(b.substring(b.indexOf('.') + 1))))
                .toList();
        Map<String, String> translated = new LinkedHashMap<>();
        for (String name : names) {
            translated.put(name, translate(name, blocks, names, ours).orElse(name));
        }
        return translated;
    }

    private static Optional<String> translate(
            String name, List<String> blocks, Collection<String> names, List<String> ours) {
        int dot = name.lastIndexOf('.');
        String part = name.substring(dot + 1);
        String layer = dot < 0 ? "" : name.substring(0, dot);
        Matcher block = BLOCK.matcher(name);
        if (block.matches()) {
            String place = block.group(1) + "." + block.group(2);
            // The head's first convolution stands in a block of its own, with no depthwise one.
            boolean expands = names.contains("blocks." + place + "." + LAST + ".weight")
                    || names.contains("blocks." + place + ".conv.weight");
            String within =
                    block.group(3).substring(0, Math.max(0, block.group(3).length() - part.length() - 1));
            return role(within, expands)
                    .flatMap(r -> block(ours, blocks.indexOf(place) + 1).map(b -> b + "." + r + "." + part));
        }
        return switch (layer) {
            case "conv_stem" -> block(ours, 0).map(b -> b + ".conv." + part);
            case "bn1" -> block(ours, 0).map(b -> b + ".bn." + part);
            case "conv_head" ->
                names.contains(HEAD_NORM + ".weight")
                        ? block(ours, blocks.size() + 1).map(b -> b + ".conv." + part)
                        : block(ours, blocks.size()).map(b -> b + ".project." + part);
            case HEAD_NORM -> block(ours, blocks.size() + 1).map(b -> b + ".bn." + part);
            case "classifier" -> Optional.of("classifier.linear." + part);
            default -> Optional.empty();
        };
    }

    private static Optional<String> block(List<String> ours, int index) {
        return index < ours.size() ? Optional.of(ours.get(index)) : Optional.empty();
    }

    private static Optional<String> role(String layer, boolean expands) {
        return Optional.ofNullable(
                switch (layer) {
                    case "conv" -> "expand";
                    case "conv_pw" -> expands ? "expand" : "project";
                    case "conv_dw" -> "depthwise";
                    case LAST -> "project";
                    case "bn1" -> expands ? "expand_bn" : "depthwise_bn";
                    case "bn2" -> expands ? "depthwise_bn" : "project_bn";
                    case "bn3" -> "project_bn";
                    case "se.conv_reduce" -> "se_reduce";
                    case "se.conv_expand" -> "se_expand";
                    default -> null;
                });
    }
}
