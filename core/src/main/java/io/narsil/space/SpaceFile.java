package io.narsil.space;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.network.Activation;
import io.narsil.network.MBConv;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a space from its YAML file; see {@code docs/spaces.md} for the language. */
public final class SpaceFile {
    /** The first line's value, with the version of the language. */
    public static final String FORMAT = "space/1";

    /** The spaces that ship with the program. */
    public static final List<String> SHIPPED = List.of("fbnetv3", "fbnetv3-small");

    private static final int MOST_PARAMETERS = 1_000;
    private static final int LARGEST = 1 << 16;
    private static final List<String> TYPES = Stream.of(Stage.Type.values())
            .map(t -> t.name().toLowerCase(Locale.ROOT))
            .toList();

    private final Problems problems;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Set<String> referred = new LinkedHashSet<>();

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

    /** Reads a file; a {@link UserException} with all faults where it holds no space. */
    public static SearchSpace read(Path file) {
        Problems problems = new Problems();
        return new SpaceFile(problems).space(ConfigFile.read(file, problems));
    }

    /** Like {@link #read}, of a text whose faults are reported under {@code name}. */
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
        root.at("parameters").entries().forEach((key, node) -> declare(key, node, Parameter.Group.ARCHITECTURE));
        Set<String> shared = Set.copyOf(places.keySet());

        ConfigNode input = root.at("input");
        Setting resolution = input.at("resolution").present()
                ? setting("resolution", input.at("resolution"), new Values.Range(1, LARGEST, true))
                : null;
        int smallest = input.at("smallest").integer(1, 1, LARGEST);
        int largest = input.at("largest").integer(LARGEST, 1, LARGEST);
        input.closed();

        List<Stage> stages = new ArrayList<>();
        for (ConfigNode row : root.at("stages").items()) {
            stages.add(stage(row, "stage" + (stages.size() + 1)));
        }
        if (!stages.isEmpty()) {
            checkEnds(root.at("stages"), stages);
            shared.stream()
                    .filter(p -> !referred.contains(p))
                    .forEach(p -> root.at("parameters")
                            .at(p)
                            .fault("no stage uses the parameter \"" + p + "\"", "write it as $" + p + " in a stage"));
        }
        Map<String, Setting> recipe = new LinkedHashMap<>();
        root.at("recipe").entries().forEach((key, node) -> recipe.put(key, recipeSetting(key, node)));
        if (!stages.isEmpty()) {
            checkRecipe(root.at("recipe"), recipe);
        }
        root.closed();
        if (parameters.isEmpty()) {
            root.fault("nothing varies in this space", "");
        }
        problems.throwIfAny();
        return new SearchSpace(name, parameters, resolution, smallest, largest, stages, recipe);
    }

    private void checkEnds(ConfigNode node, List<Stage> stages) {
        for (int i = 0; i < stages.size(); i++) {
            boolean last = i == stages.size() - 1;
            if (last != (stages.get(i).type() == Stage.Type.CLASSIFIER)) {
                node.fault("the classifier must be the last stage, and only that", "");
                return;
            }
        }
    }

    private static void checkRecipe(ConfigNode node, Map<String, Setting> recipe) {
        recipe.forEach((key, setting) -> {
            if (!Recipe.NAMES.contains(key)) {
                node.at(key).fault("no recipe has \"" + key + "\"", Nearest.hint(key, Recipe.NAMES));
                return;
            }
            List<String> values =
                    setting.parameter().map(Parameter::values).orElseGet(() -> List.of(setting.text(new int[0])));
            for (String value : values) {
                Recipe.fault(key, value).ifPresent(fault -> node.at(key).fault(fault, ""));
            }
        });
    }

    private Setting recipeSetting(String key, ConfigNode node) {
        List<String> values = Values.read(node, null);
        return values.size() == 1
                ? Setting.fixed(values.get(0))
                : vary(new Parameter(key, Parameter.Group.RECIPE, values), node);
    }

    private Stage stage(ConfigNode row, String fallback) {
        String name = row.at("name").text(fallback);
        String type = row.need("block").text("mbconv");
        if (!TYPES.contains(type)) {
            row.at("block").fault("there is no block \"" + type + "\"", Nearest.hint(type, TYPES));
            type = "mbconv";
        }
        Stage.Type kind = Stage.Type.valueOf(type.toUpperCase(Locale.ROOT));
        boolean mbconv = kind == Stage.Type.MBCONV;
        boolean filters = mbconv || kind == Stage.Type.CONV;
        boolean widens = kind != Stage.Type.CLASSIFIER;
        boolean expands = mbconv || kind == Stage.Type.MBPOOL;
        Setting none = Setting.fixed("1");

        Setting kernel = filters ? setting(name + ".kernel", row.need("kernel"), new Values.Range(1, 101, true)) : none;
        Setting first = none;
        Setting rest = none;
        if (expands) {
            ConfigNode expansion = row.need("expansion");
            Values.Range range = new Values.Range(0.01, 1000, false);
            if (expansion.isMapping() && expansion.entries().containsKey("first")) {
                first = setting(name + ".expansion.first", expansion.need("first"), range);
                rest = setting(name + ".expansion.rest", expansion.need("rest"), range);
            } else {
                first = setting(name + ".expansion", expansion, range);
                rest = first;
            }
        }
        Setting channels =
                widens ? setting(name + ".channels", row.need("channels"), new Values.Range(1, LARGEST, true)) : none;
        Setting depth = mbconv && row.at("depth").present()
                ? setting(name + ".depth", row.at("depth"), new Values.Range(1, 1000, true))
                : none;
        Setting stride = filters && row.at("stride").present()
                ? setting(name + ".stride", row.at("stride"), new Values.Range(1, 16, true))
                : none;
        Setting se = mbconv ? squeeze(name, row.at("se")) : Setting.fixed("0");
        Setting activation = row.at("activation").present()
                ? setting(name + ".activation", row.at("activation"), null)
                : Setting.fixed(Activation.HARD_SWISH.key());
        checkActivation(row, activation);
        Setting bias = kind == Stage.Type.CLASSIFIER
                ? Setting.fixed("" + row.at("bias").bool(true))
                : none;
        row.closed();
        return new Stage(name, kind, kernel, first, rest, channels, depth, stride, se, activation, bias);
    }

    private Setting squeeze(String name, ConfigNode node) {
        if (!node.present()) {
            return Setting.fixed("0");
        }
        if (!node.isList() && !node.isMapping() && List.of("true", "false").contains(node.text(""))) {
            return Setting.fixed(node.bool(false) ? "" + MBConv.SE : "0");
        }
        return setting(name + ".se", node, new Values.Range(0, 16, false));
    }

    private static void checkActivation(ConfigNode row, Setting activation) {
        List<String> values =
                activation.parameter().map(Parameter::values).orElseGet(() -> List.of(activation.text(new int[0])));
        for (String value : values) {
            if (Activation.of(value).isEmpty()) {
                row.at("activation")
                        .fault("there is no activation \"" + value + "\"", Nearest.hint(value, Activation.keys()));
            }
        }
    }

    /** A fixed value, a reference such as {@code $expansion5}, or a new parameter under {@code name}. */
    private Setting setting(String name, ConfigNode node, Values.Range range) {
        if (!node.isList() && !node.isMapping()) {
            String text = node.text("1");
            if (text.startsWith("$")) {
                return refer(text.substring(1), node);
            }
        }
        List<String> values = Values.read(node, range);
        return values.size() == 1
                ? Setting.fixed(values.get(0))
                : vary(new Parameter(name, Parameter.Group.ARCHITECTURE, values), node);
    }

    private Setting refer(String name, ConfigNode node) {
        referred.add(name);
        Integer place = places.get(name);
        if (place == null) {
            node.fault("there is no parameter \"" + name + "\"", Nearest.hint(name, places.keySet()));
            return Setting.fixed("1");
        }
        return Setting.varied(parameters.get(place), place);
    }

    private void declare(String name, ConfigNode node, Parameter.Group group) {
        vary(new Parameter(name, group, Values.read(node, null)), node);
    }

    private Setting vary(Parameter parameter, ConfigNode node) {
        if (parameters.size() == MOST_PARAMETERS) {
            node.fault("a space has at most " + MOST_PARAMETERS + " parameters", "");
        }
        if (parameters.size() > MOST_PARAMETERS) {
            return Setting.fixed("1");
        }
        if (places.put(parameter.name(), parameters.size()) != null) {
            node.fault("there are two parameters \"" + parameter.name() + "\"", "name one of them differently");
        }
        parameters.add(parameter);
        return Setting.varied(parameter, parameters.size() - 1);
    }
}
