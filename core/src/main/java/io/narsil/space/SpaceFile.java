package io.narsil.space;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Fault;
import io.narsil.config.Nearest;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.detector.Detector;
import io.narsil.network.Classifier;
import io.narsil.network.Conventions;
import io.narsil.network.ConventionsForm;
import io.narsil.recipe.DetectorRecipe;
import io.narsil.recipe.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads a space from its YAML file; see {@code docs/spaces.md} for the language. */
public final class SpaceFile {
    /** The first line's value, with the version of the language. */
    public static final String FORMAT = "space/1";

    /** The key under which a run keeps what its study changed in the recipes. */
    public static final String CHANGES = "recipe_changes";

    /** The spaces that ship with the program. */
    public static final List<String> SHIPPED = List.of("fbnetv3", "fbnetv3-small", "mixed", "mobilenet", "scaled");

    private final Problems problems;
    private final Declarations declarations = new Declarations();

    private SpaceFile(Problems problems) {
        this.problems = problems;
    }

    /** A shipped space by its name, which is the same for images of any size. */
    public static SearchSpace shipped(String name) {
        return parse("spaces/" + name + ".yaml", shippedText(name));
    }

    /** A shipped space by its name, for images of so many pixels a side. */
    public static SearchSpace shipped(String name, int pixels) {
        return parse("spaces/" + name + ".yaml", shippedText(name), pixels);
    }

    /** The file of a shipped space. */
    public static String shippedText(String name) {
        if (!SHIPPED.contains(name)) {
            throw new UserException("", "there is no space \"" + name + "\"", Nearest.hint(name, SHIPPED));
        }
        return resource("spaces/" + name);
    }

    /** The text of a file that ships with the program. */
    static String resource(String name) {
        try (InputStream in = SpaceFile.class.getResourceAsStream("/io/narsil/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a space that is the same for images of any size; a {@link UserException} names all its faults. */
    public static SearchSpace read(Path file) {
        Problems problems = new Problems();
        return of(ConfigFile.read(file, problems), OptionalInt.empty(), problems);
    }

    /** Reads a space for images of so many pixels a side. */
    public static SearchSpace read(Path file, int pixels) {
        Problems problems = new Problems();
        return of(ConfigFile.read(file, problems), OptionalInt.of(pixels), problems);
    }

    /** Like {@link #read(Path)}, but from a text, whose faults are reported under {@code name}. */
    public static SearchSpace parse(String name, String text) {
        Problems problems = new Problems();
        return of(ConfigFile.parse(name, text, problems), OptionalInt.empty(), problems);
    }

    /** Like {@link #read(Path, int)}, but from a text, whose faults are reported under {@code name}. */
    public static SearchSpace parse(String name, String text, int pixels) {
        Problems problems = new Problems();
        return of(ConfigFile.parse(name, text, problems), OptionalInt.of(pixels), problems);
    }

    /** Whether the space of a text is another one for images of another size. */
    public static boolean followsInput(String name, String text) {
        return follows(ConfigFile.parse(name, text, new Problems()));
    }

    private static boolean follows(ConfigNode tree) {
        return !tree.inputSizes().isEmpty() || InputRow.relative(tree);
    }

    /** Reads a space for images of every size that it is meant for; a {@link UserException} names all its faults. */
    public static void check(Path file) {
        Set<Fault> faults = new LinkedHashSet<>();
        ConfigNode tree = ConfigFile.read(file, new Problems());
        TreeSet<Integer> sizes = new TreeSet<>(tree.inputSizes());
        sizes.add(InputRow.within(tree.at("input"), 1));
        for (int pixels : sizes) {
            try {
                read(file, pixels);
            } catch (UserException e) {
                faults.addAll(e.problems());
            }
        }
        Problems problems = new Problems();
        faults.forEach(f -> problems.add(f.where(), f.what(), f.maybe()));
        problems.throwIfAny();
    }

    /** The space for images of a size; outside the sizes that it is meant for, that of the nearest. */
    private static SearchSpace of(ConfigNode tree, OptionalInt pixels, Problems problems) {
        if (!follows(tree)) {
            return new SpaceFile(problems).space(tree, pixels);
        }
        if (pixels.isEmpty()) {
            tree.fault("this space depends on the size of the images, which is not known here", "");
            problems.throwIfAny();
        }
        int size = InputRow.within(tree.at("input"), pixels.getAsInt());
        return new SpaceFile(problems).space(tree.forInput(size), OptionalInt.of(size));
    }

    private SearchSpace space(ConfigNode root, OptionalInt pixels) {
        String format = root.need("narsil").text(FORMAT);
        if (!format.equals(FORMAT)) {
            root.at("narsil")
                    .fault(
                            "this file is \"" + format + "\", not \"" + FORMAT + "\"",
                            format.startsWith("architecture/")
                                    ? "around(FILE) with this file, the relatives of its network, or recipes(FILE)"
                                    : "");
        }
        String name = root.need("name").text("space");
        root.at("about").text();
        root.at("parameters")
                .entries()
                .forEach((key, node) -> declarations.declare(key, node, Parameter.Group.ARCHITECTURE));
        Set<String> shared = declarations.names();

        ConfigNode detectorNode = root.at(DetectorRow.KEY);
        int multiple = detectorNode.present() ? Detector.COARSEST : 1;
        InputRow input = InputRow.read(root.at("input"), pixels, multiple, declarations);
        ConventionsForm form = new ConventionsForm(root);
        Conventions conventions = form.read(root.at("input"));
        form.refuseOthers(root.at("stages").items());
        root.at("input").closed();
        List<Stage> stages = new ArrayList<>();
        for (ConfigNode row : root.at("stages").items()) {
            stages.add(StageRow.read(row, "stage" + (stages.size() + 1), declarations));
        }
        DetectorRow detector = detectorNode.present() ? DetectorRow.read(detectorNode, declarations) : null;
        Map<String, Setting> recipe = new LinkedHashMap<>();
        Map<String, ConfigNode> settings = new LinkedHashMap<>(root.at("recipe").entries());
        settings.putAll(root.at(CHANGES).entries());
        settings.forEach((key, node) -> recipe.put(key, declarations.setting(key, node, Parameter.Group.RECIPE, null)));
        if (!stages.isEmpty()) {
            checkEnds(root.at("stages"), stages);
            checkRecipe(settings, recipe);
            if (detector != null) {
                checkDetector(root.at("stages"), stages, settings, recipe);
            }
            shared.stream()
                    // What used one may be what a study says otherwise.
                    .filter(p -> !declarations.used(p) && !root.at(CHANGES).present())
                    .forEach(p -> root.at("parameters")
                            .at(p)
                            .fault("nothing uses the parameter \"" + p + "\"", "write it as $" + p + " in a stage"));
        }
        root.closed();
        if (declarations.parameters().isEmpty()) {
            root.fault("nothing varies in this space", "");
        }
        problems.throwIfAny();
        return new SearchSpace(
                name,
                declarations.parameters(),
                input.resolution(),
                input.smallest(),
                input.largest(),
                conventions,
                stages,
                detector,
                recipe);
    }

    private static void checkDetector(
            ConfigNode node, List<Stage> stages, Map<String, ConfigNode> settings, Map<String, Setting> recipe) {
        try {
            TappedRows.of(stages);
        } catch (IllegalArgumentException e) {
            node.fault(e.getMessage(), "");
        }
        recipe.forEach((key, setting) -> setting.values().stream()
                .flatMap(value -> DetectorRecipe.fault(key, value).stream())
                .findFirst()
                .ifPresent(fault ->
                        settings.get(key).fault(fault, settings.get(key).removal())));
    }

    private static void checkEnds(ConfigNode node, List<Stage> stages) {
        for (int i = 0; i < stages.size(); i++) {
            boolean classifier = stages.get(i).kinds().contains(Classifier.KIND);
            if (classifier != (i == stages.size() - 1)) {
                node.fault("the classifier must be the last stage, and only that", "");
                return;
            }
        }
        if (stages.get(0).part() == Stage.Part.SAME) {
            node.items().get(0).at("part").fault("the first row has no stage before it to go on with", "remove it");
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
