package io.narsil.study;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.Words;
import io.narsil.config.YamlText;
import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import io.narsil.task.Fit;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The images of a study's file. */
final class DataNodes {
    private static final String FOLLOW = "follow";

    private DataNodes() {}

    /**
     * A built-in set, a folder, or a folder with settings; faults go to the node.
     *
     * @param base folder of the study's file, where relative paths begin
     */
    static DataSpec read(ConfigNode node, Path base) {
        if (!node.isMapping()) {
            String text = node.text("fashion");
            Optional<Path> path = DataSources.BUILT_IN.contains(text) ? Optional.empty() : path(node, base);
            return path.isPresent() ? new DataSpec(text, path, Optional.empty(), 0.1, false) : DataSpec.builtIn(text);
        }
        ConfigNode folder = node.need("folder");
        Optional<Path> path = path(folder, base);
        ConfigNode size = node.at("resolution");
        Optional<Integer> resolution = size.present() ? Optional.of(size.integer(32, 1, 4096)) : Optional.empty();
        Fit fit = fit(node.at("fit"), size);
        double validation = node.at("validation").number(0.1, 0.01, 0.9);
        boolean skip = node.at("skip_broken").bool(false);
        boolean follow = links(node.at("links"));
        node.closed();
        return new DataSpec(
                folder.text(""),
                Optional.of(path.orElse(base)),
                resolution,
                fit,
                validation,
                skip,
                follow,
                DataSpec.Origin.STUDY);
    }

    private static Fit fit(ConfigNode node, ConfigNode resolution) {
        String word = node.text(Fit.CROP.key());
        Optional<Fit> fit = Words.find(Fit.class, word);
        if (fit.isEmpty()) {
            String near = Nearest.hint(word, Words.all(Fit.class));
            node.fault(
                    "\"" + node.name() + "\" must be crop or letterbox, not \"" + word + "\"",
                    near.isEmpty() ? "\"letterbox\", which keeps whole images" : near);
        } else if (node.present() && !resolution.present()) {
            node.fault(
                    "\"" + node.name() + "\" says how images are scaled, and without a resolution they are not",
                    "\"resolution: 160\" beside it");
        }
        return fit.orElse(Fit.CROP);
    }

    private static boolean links(ConfigNode node) {
        String word = node.text("refuse");
        if (!word.equals(FOLLOW) && !word.equals("refuse")) {
            node.fault(
                    "\"" + node.name() + "\" must be follow or refuse, not \"" + word + "\"",
                    "\"links: " + FOLLOW + "\", so that links that lead out of the folder are followed");
        }
        return word.equals(FOLLOW);
    }

    /** The path that a value names; nothing where there is none, or what is there can be no path, which is a fault. */
    static Optional<Path> path(ConfigNode node, Path base) {
        Optional<String> text = node.text();
        try {
            return text.map(base::resolve);
        } catch (InvalidPathException e) {
            node.fault(
                    "\"" + node.name() + "\" is no path that this system has, \"" + text.orElse("") + "\": "
                            + e.getReason(),
                    "");
            return Optional.empty();
        }
    }

    /** The lines of a frozen study, with defaults written out but for those that are younger than some studies. */
    static String write(DataSpec data) {
        if (data.path().isEmpty()) {
            return "data: " + YamlText.scalar(data.name()) + "\n";
        }
        StringBuilder yaml = new StringBuilder("data:\n  folder: ")
                .append(YamlText.quoted(data.name()))
                .append('\n');
        data.resolution().ifPresent(r -> yaml.append("  resolution: ").append(r).append('\n'));
        yaml.append(data.fit() == Fit.CROP ? "" : "  fit: " + data.fit().key() + "\n");
        yaml.append("  validation: ").append(data.validation()).append('\n');
        yaml.append("  skip_broken: ").append(data.skipBroken()).append('\n');
        return yaml.append(data.followLinks() ? "  links: follow\n" : "").toString();
    }
}
