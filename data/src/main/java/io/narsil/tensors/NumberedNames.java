package io.narsil.tensors;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of arrays in files from before layers were named by stage: {@code blocks.4.expand.weight}, numbered from 0. */
final class NumberedNames {
    private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d{1,5})\\.(.+)");

    private NumberedNames() {}

    /** Whether a file with these names is one of those. */
    static boolean known(Collection<String> names) {
        return names.stream().anyMatch(name -> BLOCK.matcher(name).matches());
    }

    /**
     * Today's name for each name; unknown names stay.
     *
     * @param ours names of the network's blocks with weights, in order, without its classifier
     */
    static Map<String, String> translate(Collection<String> names, List<String> ours) {
        List<Integer> numbers = names.stream()
                .map(BLOCK::matcher)
                .filter(Matcher::matches)
                .map(m -> Integer.valueOf(m.group(1)))
                .distinct()
                .sorted()
                .toList();
        Map<String, String> translated = new LinkedHashMap<>();
        for (String name : names) {
            Matcher block = BLOCK.matcher(name);
            int index = block.matches() ? numbers.indexOf(Integer.valueOf(block.group(1))) : ours.size();
            translated.put(name, index < ours.size() ? ours.get(index) + "." + block.group(2) : name);
        }
        return translated;
    }
}
