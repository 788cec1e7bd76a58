package io.narsil.space;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.NumberRange;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.network.Classifier;
import io.narsil.recipe.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a space from its YAML file; see {@code docs/spaces.md} for the language. */
public final class SpaceFile {
    /** The first line's value, with the version of the language. */
    public static final String FORMAT = "space/1";

    /** The key under which a run keeps what its study changed in the recipes. */
    public static final String CHANGES = "recipe_changes";

    /** The spaces that ship with the program. */
    public static final List<String> SHIPPED = List.of("fbnetv3", "fbnetv3-small");

    private static final int LARGEST = 1 << 16;

    private final Problems problems;
    private final Declarations declarations = new Declarations();

    private SpaceFile(Problems problems) {
        this.problems = problems;
    }

    /** A shipped space by its name. */
    public static SearchSpace shipped(String name) {
        return parse("spaces/" + name + ".yaml", shippedText(name));
    }

    /** The file of a shipped space. */
    public static String shippedText(String name) {
        if (!SHIPPED.contains(name)) {
            throw new UserException("", "there is no space \"" + name + "\"", Nearest.hint(name, SHIPPED));
        }
        try (InputStream in = SpaceFile.class.getResourceAsStream("/io/narsil/spaces/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file; a {@link UserException} names all its faults. */
    public static SearchSpace read(Path file) {
        Problems problems = new Problems();
        return new SpaceFile(problems).space(ConfigFile.read(file, problems));
    }

    /** Like {@link #read}, but from a text, whose faults are reported under {@code name}. */
    public static SearchSpace parse(String name, String text) {
        Problems problems = new Problems();
        return new SpaceFile(problems).space(ConfigFile.parse(name, text, problems));
    }

    private SearchSpace space(ConfigNode root) {
        String format = root.need("narsil").text(FORMAT);
        if (!format.equals(FORMAT)) {
            root.at("narsil").fault("this file is \"" + format + "\", not \"" + FORMAT + "\"", "");
        }
        String name = root.need("name").text("space");
        root.at("about").text();
        root.at("parameters")
                .entries()
                .forEach((key, node) -> declarations.declare(key, node, Parameter.Group.ARCHITECTURE));
        Set<String> shared = declarations.names();

        ConfigNode input = root.at("input");
        Setting resolution = input.at("resolution").present()
                ? declarations.setting(
                        "resolution",
                        input.at("resolution"),
                        Parameter.Group.ARCHITECTURE,
                        new NumberRange(1, LARGEST, true))
                : null;
        int smallest = input.at("smallest").integer(1, 1, LARGEST);
        int largest = input.at("largest").integer(LARGEST, 1, LARGEST);
        input.closed();

        List<Stage> stages = new ArrayList<>();
        for (ConfigNode row : root.at("stages").items()) {
            stages.add(StageRow.read(row, "stage" + (stages.size() + 1), declarations));
        }
        Map<String, Setting> recipe = new LinkedHashMap<>();
        Map<String, ConfigNode> settings = new LinkedHashMap<>(root.at("recipe").entries());
        settings.putAll(root.at(CHANGES).entries());
        settings.forEach((key, node) -> recipe.put(key, declarations.setting(key, node, Parameter.Group.RECIPE, null)));
        if (!stages.isEmpty()) {
            checkEnds(root.at("stages"), stages);
            checkRecipe(settings, recipe);
            shared.stream()
                    .filter(p -> !declarations.used(p))
                    .forEach(p -> root.at("parameters")
                            .at(p)
                            .fault("nothing uses the parameter \"" + p + "\"", "write it as $" + p + " in a stage"));
        }
        root.closed();
        if (declarations.parameters().isEmpty()) {
            root.fault("nothing varies in this space", "");
        }
        problems.throwIfAny();
        return new SearchSpace(name, declarations.parameters(), resolution, smallest, largest, stages, recipe);
    }

    private static void checkEnds(ConfigNode node, List<Stage> stages) {
        for (int i = 0; i < stages.size(); i++) {
            boolean classifier = stages.get(i).kinds().contains(Classifier.KIND);
            if (classifier != (i == stages.size() - 1)) {
                node.fault("the classifier must be the last stage, and only that", "");
                return;
            }
        }
        checkSize(node, stages);
        StageRules.check(node.items(), stages);
    }

    /** Refuses stages whose choices cannot be numbered in 63 bits, as tables of costs need. */
    private static void checkSize(ConfigNode node, List<Stage> stages) {
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            double choices = stage.settings()
                    .flatMap(s -> Stream.of(s.first(), s.rest()).distinct())
                    .mapToDouble(s -> s.values().size())
                    .reduce(
                            stage.block().values().size()
                                    * (double) stage.depth().values().size(),
                            (x, y) -> x * y);
            if (choices > 0x1p62) {
                node.items().get(i).fault("this stage has more than 2^62 choices", "larger steps");
            }
        }
    }

    private static void checkRecipe(Map<String, ConfigNode> nodes, Map<String, Setting> recipe) {
        recipe.forEach((key, setting) -> {
            ConfigNode node = nodes.get(key);
            if (!Recipe.NAMES.contains(key)) {
                node.fault("no recipe has \"" + key + "\"", Nearest.hint(key, Recipe.NAMES));
                return;
            }
            for (String value : setting.values()) {
                Recipe.fault(key, value).ifPresent(fault -> node.fault(fault, Recipe.hint(key, value)));
            }
        });
    }
}
