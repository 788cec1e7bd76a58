package io.narsil.dashboard.run;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run keeps of its question: study and space line by line, images and machine.
 *
 * @param study values of the study by their place in the file, such as {@code budgets.small.macs}
 * @param space values of the space in the same way
 * @param images fingerprint of the images in their parts; empty where it is not known
 * @param processor machine that trained last; empty where it is not known
 * @param faults faults of these files
 */
public record FrozenRun(
        Map<String, String> study, Map<String, String> space, String images, String processor, List<String> faults) {
    /** Aliases of YAML could make more of a small file than fits into memory. */
    private static final int MOST_VALUES = 5_000;

    static FrozenRun of(RunFolder run) {
        List<String> faults = new ArrayList<>();
        Map<String, String> study = values(run.study(), faults);
        // Names of runs and formats differ without meaning.
        study.keySet().removeAll(List.of("narsil", "name"));
        Map<String, String> space = values(run.space(), faults);
        String images = "";
        String processor = "";
        try {
            Provenance provenance = Provenance.read(run);
            images = provenance.data() == null ? "" : provenance.data();
            processor = provenance.last().processor();
        } catch (RuntimeException e) {
            faults.addAll(StoreReading.texts(run.provenance(), e));
        }
        return new FrozenRun(study, space, images, processor == null ? "" : processor, faults);
    }

    private static Map<String, String> values(Path file, List<String> faults) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new UserException(file.toString(), "the file is missing, or no plain file", "");
            }
            add("", ConfigFile.read(file, new Problems()), values);
        } catch (RuntimeException e) {
            faults.addAll(StoreReading.texts(file, e));
            values.clear();
        }
        return values;
    }

    private static void add(String place, ConfigNode node, Map<String, String> values) {
        if (values.size() >= MOST_VALUES) {
            throw new UserException(node.where(), "it holds more than " + MOST_VALUES + " values", "");
        }
        if (node.isMapping()) {
            node.entries().forEach((key, value) -> add(place.isEmpty() ? key : place + "." + key, value, values));
        } else if (node.isList()) {
            List<ConfigNode> items = node.items();
            if (items.stream().noneMatch(i -> i.isMapping() || i.isList())) {
                values.put(place, items.stream().map(i -> i.text("")).collect(Collectors.joining(", ", "[", "]")));
                return;
            }
            for (int i = 0; i < items.size(); i++) {
                add(place + "." + (i + 1), items.get(i), values);
            }
        } else {
            values.put(place, node.text(""));
        }
    }
}
