package io.narsil.study;

import io.narsil.config.ConfigNode;
import io.narsil.search.Ladder;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rungs of a study, as in {@code rungs: [3, 9, 27]}: how long candidates are trained before it is seen who goes on. With
 * {@code on} they follow from the epochs of a finalist, or are planned into the study's time.
 */
final class RungNodes {
    private static final int MOST = 1_000_000;
    /** Until a plan is made: the usual length of a finalist's training. */
    private static final int PLANNED = 18;

    /** Of rungs that are on: the epochs of a finalist to those of the lowest one. */
    private static final int ON_FINAL = 9;

    private static final int FIRST = 3;

    private static final Set<String> ON = Set.of("on", "true", "yes");
    private static final Set<String> OFF = Set.of("off", "false", "no");

    private RungNodes() {}

    /** Whether a study's candidates climb. */
    static boolean climbing(ConfigNode root) {
        ConfigNode node = root.at("rungs");
        return node.present() && !is(node, OFF);
    }

    private static boolean is(ConfigNode node, Set<String> words) {
        return !node.isList() && !node.isMapping() && words.contains(node.text(""));
    }

    /** Whether a study leaves its rungs to its time. */
    static boolean planned(ConfigNode root) {
        return climbing(root)
                && is(root.at("rungs"), ON)
                && root.at("minutes").present()
                && !root.at(PlanNodes.FINAL_EPOCHS).present();
    }

    /**
     * The rungs; none where the study has none, or where nothing can be said of them. Rungs at fault are such as they would be
     * once they are mended, so that what does not fit them is found, too.
     *
     * @param finalEpochs length of a finalist's training, in epochs; 0 where the study does not say it
     */
    static List<Integer> read(ConfigNode root, int finalEpochs) {
        ConfigNode node = root.at("rungs");
        if (!climbing(root)) {
            return List.of();
        }
        if (node.isList()) {
            return list(root, finalEpochs);
        }
        List<Integer> likely = likely(root, finalEpochs);
        if (!is(node, ON)) {
            node.fault(
                    "rungs is a list of numbers of epochs that grow, or on, not \"" + node.said() + "\"",
                    setting(likely));
            return likely;
        }
        if (finalEpochs == 0 && !planned(root)) {
            int last = ON_FINAL * likely.get(0);
            node.fault(
                    "rungs that are on are a ninth and a third of final_epochs, which is not given",
                    "\"final_epochs: " + last + "\"" + beside(root.at(TimeLimit.EPOCHS)));
            return Ladder.thirds(last);
        }
        List<Integer> rungs = Ladder.thirds(finalEpochs == 0 ? PLANNED : finalEpochs);
        if (rungs.isEmpty()) {
            node.fault("there is no rung on the way to final_epochs, which is 1", "\"final_epochs: 9\"");
        }
        return rungs;
    }

    private static String beside(ConfigNode epochs) {
        return epochs.quantity(1, MOST).isPresent() ? ", of which \"" + epochs.said() + "\" is the ninth" : "";
    }

    /** Rungs that fit what else a study says: from its epochs up to those of its finalists, each three times the one below. */
    private static List<Integer> likely(ConfigNode root, int finalEpochs) {
        int first = Math.min(root.at(TimeLimit.EPOCHS).integer(FIRST, 1, MOST), MOST / ON_FINAL);
        if (finalEpochs == 0) {
            return List.of(first, 3 * first, 9 * first);
        }
        if (!root.at(TimeLimit.EPOCHS).present() || first >= finalEpochs) {
            return Ladder.thirds(finalEpochs);
        }
        return Stream.iterate(first, rung -> rung < finalEpochs, rung -> 3 * rung)
                .toList();
    }

    private static String setting(List<Integer> rungs) {
        return "\"rungs: " + (rungs.isEmpty() ? "off" : rungs) + "\"";
    }

    private static List<Integer> list(ConfigNode root, int finalEpochs) {
        ConfigNode node = root.at("rungs");
        List<OptionalLong> read =
                node.items().stream().map(n -> n.quantity(1, MOST)).toList();
        if (read.isEmpty()) {
            List<Integer> likely = likely(root, finalEpochs);
            node.fault("rungs is a list of numbers of epochs that grow, not \"" + node.said() + "\"", setting(likely));
            return likely;
        }
        List<Integer> rungs = read.stream()
                .flatMapToLong(OptionalLong::stream)
                .mapToObj(Math::toIntExact)
                .toList();
        List<Integer> grown = rungs.stream().sorted().distinct().toList();
        List<Integer> below = below(grown, finalEpochs);
        for (int i = 1; i < rungs.size(); i++) {
            if (rungs.get(i) <= rungs.get(i - 1)) {
                node.fault(
                        "rungs must grow, but " + rungs.get(i) + " follows " + rungs.get(i - 1),
                        setting(below.isEmpty() ? likely(root, finalEpochs) : below));
                break;
            }
        }
        // A rung that is no number may be the lowest.
        return rungs.size() == read.size() ? grown : List.of();
    }

    private static List<Integer> below(List<Integer> rungs, int finalEpochs) {
        return rungs.stream()
                .filter(rung -> finalEpochs == 0 || rung < finalEpochs)
                .toList();
    }

    /** The epochs that a candidate is trained first: those of the lowest rung, where there are rungs. */
    static int epochs(ConfigNode node, List<Integer> rungs, int standard) {
        int epochs = node.integer(rungs.isEmpty() ? standard : rungs.get(0), 1, MOST);
        if (!rungs.isEmpty() && epochs != rungs.get(0)) {
            node.fault(
                    "candidates are trained " + rungs.get(0) + " epochs first, as rungs say, not " + epochs,
                    node.removal());
            return rungs.get(0);
        }
        return epochs;
    }

    /**
     * The rungs, where they fit the rest of the plan; otherwise none.
     *
     * @param root study, of whose setting the fault is
     */
    static List<Integer> check(ConfigNode root, List<Integer> rungs, int finalEpochs) {
        if (rungs.isEmpty()) {
            return rungs;
        }
        int last = rungs.get(rungs.size() - 1);
        if (last >= finalEpochs) {
            List<Integer> below = below(rungs, finalEpochs);
            root.at("rungs")
                    .fault(
                            "the last rung, " + last + " epochs, must be lower than final_epochs, which is "
                                    + finalEpochs,
                            (below.isEmpty() ? "" : setting(below) + ", or ") + "\"final_epochs: " + 3L * last + "\"");
            return List.of();
        }
        return rungs;
    }
}
