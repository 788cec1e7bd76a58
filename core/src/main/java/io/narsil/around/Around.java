package io.narsil.around;

import io.narsil.config.YamlText;
import io.narsil.network.Block;
import io.narsil.network.BlockKind;
import io.narsil.network.Classifier;
import io.narsil.network.ConventionsForm;
import io.narsil.network.FlowText;
import io.narsil.network.Network;
import io.narsil.network.Tap;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the space around a network, or the one of its recipes alone. Around a network are those with stages a little deeper or shallower, wider or
 * narrower, with smaller kernels and expansions, in smaller copies of the images. The network itself is among them, and is what the space believes in.
 */
public final class Around {
    /** The largest images that are looked at for what is left of them. */
    private static final int LARGEST = 1 << 12;

    private final Network parent;
    private final Kin kin;
    private final List<String> rows = new ArrayList<>();
    private int number;

    private Around(Network parent, Kin kin) {
        this.parent = parent;
        this.kin = kin;
    }

    /**
     * The file of the space around a network.
     *
     * @param tuned truth of candidates starting from the network's weights, for which recipes are others than from random ones
     */
    public static String text(Network parent, boolean tuned) {
        return new Around(parent, tuned ? new Kin.Together() : new Kin.ByRow())
                .text(
                        name("around-", parent, tuned),
                        "The sub-networks and near relatives of " + parent.name()
                                + ", which is in the space and what is believed in.",
                        tuned ? tuned(parent) : FineTuning.fromRandom());
    }

    /**
     * The file of the space that holds one network alone, with all recipes.
     *
     * @param tuned truth of candidates starting from the network's weights, for which recipes are others than from random ones
     */
    public static String recipes(Network parent, boolean tuned) {
        return new Around(parent, new Kin.Itself())
                .text(
                        name("recipes-", parent, tuned),
                        "Recipes for " + parent.name() + ", which stays as it is.",
                        tuned ? tuned(parent) : FineTuning.nearTheUsual());
    }

    private static String name(String before, Network parent, boolean tuned) {
        return before + parent.name() + (tuned ? "" : "-at-random");
    }

    private static String tuned(Network parent) {
        return FineTuning.recipe(parent.stages().size());
    }

    private String text(String name, String about, String recipe) {
        List<List<Row>> stages = new ArrayList<>();
        for (int s = 0; s < parent.stages().size(); s++) {
            stages.add(Row.of("stage" + (s + 1), parent.stages().get(s)));
        }
        List<Row> head = new ArrayList<>();
        for (Block block : parent.head()) {
            head.add(new Row("head." + (head.size() + 1), List.of(block)));
        }
        List<Row> all = new ArrayList<>(stages.stream().flatMap(List::stream).toList());
        all.addAll(head);
        stages.forEach(stage -> stage(stage, all));
        for (Row row : head) {
            RowText text = new RowText(row, kin, held(row, all), true);
            if (row.kind().use() != BlockKind.Use.HEAD) {
                text.with("part", "head");
            }
            if (!row.kind().equals(Classifier.KIND)) {
                text.with("name", row.name());
            }
            rows.add("  - " + text.text(Optional.empty()));
        }
        List<String> shared = kin.parameters();
        String parameters = shared.isEmpty() ? "" : "parameters:\n" + String.join("\n", shared) + "\n\n";
        return "narsil: " + SpaceFile.FORMAT + "\nname: "
                + YamlText.scalar(name)
                + "\nabout: >\n  " + about + "\n\n"
                + input() + "\n" + conventions() + "\n" + parameters + "stages:\n" + String.join("\n", rows) + "\n\n"
                + recipe;
    }

    private void stage(List<Row> stage, List<Row> all) {
        boolean whole = stage.size() == 1;
        Row last = stage.get(stage.size() - 1);
        boolean alike = stage.stream()
                        .map(Row::channels)
                        .filter(c -> !c.isEmpty())
                        .distinct()
                        .count()
                == 1;
        boolean held = stage.stream().anyMatch(row -> held(row, all));
        Optional<Object> channels = Optional.empty();
        if (!whole) {
            String name = last.name().substring(0, last.name().indexOf('.'));
            rows.add("  # Blocks of " + name
                    + " are of several forms, a row each; the number of those in its last row alone varies.");
            if (alike && !held && last.channels().get("channels") instanceof Integer width) {
                channels = Optional.of(kin.channels(name, width));
            }
        }
        for (int i = 0; i < stage.size(); i++) {
            Row row = stage.get(i);
            RowText text = new RowText(row, kin, held || !whole, i < stage.size() - 1);
            if (i > 0) {
                text.with("part", "same");
            }
            number++;
            if (!row.name().equals("stage" + number)) {
                text.with("name", row.name());
            }
            rows.add("  - " + text.text(channels));
        }
    }

    /** Whether channels of a row must stay: its convolutions have groups, or the next ones that read them. */
    private static boolean held(Row row, List<Row> all) {
        int next = all.indexOf(row) + 1;
        while (next < all.size() && all.get(next).channels().isEmpty()) {
            next++;
        }
        return row.grouped() || (next < all.size() && all.get(next).grouped());
    }

    /** Copies of the images from half of their size to their size, in steps that the last stages notice. */
    private String input() {
        String copies = kin.smallestShare() == 100
                ? "100%"
                : "{by_input: {1: 100%, 33: " + sizes(4) + ", 65: " + sizes(8) + ", 129: " + sizes(16) + "}}";
        return "input: {smallest: " + smallest() + ", resolution: " + copies
                + parent.conventions()
                        .normalisation()
                        .map(n -> entries(ConventionsForm.plain(n), ", ", ""))
                        .orElse("")
                + "}";
    }

    /** What all layers of the parent do alike, without which its weights would not compute the same. */
    private String conventions() {
        return entries(ConventionsForm.plain(parent.conventions()), "", "\n");
    }

    private static String entries(Map<String, Object> plain, String before, String after) {
        return plain.entrySet().stream()
                .map(e -> before + e.getKey() + ": " + FlowText.of(e.getValue()) + after)
                .collect(Collectors.joining());
    }

    private String sizes(int step) {
        return "{from: " + kin.smallestShare() + "%, to: 100%, step: " + step + ", prior: 100%}";
    }

    /** The smallest images: the last stage sees at least a pixel of them, and of their smallest copies where it pads less. */
    private int smallest() {
        List<Tap> taps = parent.taps();
        int size = taps.isEmpty() ? 1 : taps.get(taps.size() - 1).reduction();
        while (size < LARGEST && !fits((size * kin.smallestShare() + 99) / 100)) {
            size++;
        }
        return size;
    }

    private boolean fits(int pixels) {
        try {
            parent.with(parent.name(), parent.channels(), pixels, parent.classes())
                    .cost();
            return true;
        } catch (IllegalArgumentException e) {
            return false; // nothing is left of the image
        }
    }
}
