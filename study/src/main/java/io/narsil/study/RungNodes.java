package io.narsil.study;

import io.narsil.config.ConfigNode;
import io.narsil.search.Ladder;
import java.util.List;
import java.util.Set;

/**
 * The rungs of a study, as in {@code rungs: [3, 9, 27]}: how long candidates are trained before it is seen who goes on. With
 * {@code on} they follow from the epochs of a finalist, or are planned into the study's time.
 */
final class RungNodes {
    private static final int MOST = 1_000_000;
    /** Until a plan is made: the usual length of a finalist's training. */
    private static final int PLANNED = 18;

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
     * The rungs; none where the study has none, or where they are at fault.
     *
     * @param finalEpochs length of a finalist's training, in epochs; 0 where the study does not say it
     */
    static List<Integer> read(ConfigNode root, int finalEpochs) {
        ConfigNode node = root.at("rungs");
        if (node.isList()) {
            return list(node);
        }
        if (!climbing(root)) {
            return List.of();
        }
        if (!is(node, ON)) {
            node.fault("rungs is a list of numbers of epochs that grow, or on", "\"rungs: [3, 9, 27]\"");
            return List.of();
        }
        if (finalEpochs == 0 && !planned(root)) {
            node.fault(
                    "rungs that are on are a ninth and a third of final_epochs, which is not given",
                    "\"final_epochs: 27\"");
            return List.of();
        }
        List<Integer> rungs = Ladder.thirds(finalEpochs == 0 ? PLANNED : finalEpochs);
        if (rungs.isEmpty()) {
            node.fault("there is no rung on the way to final_epochs, which is 1", "\"final_epochs: 9\"");
        }
        return rungs;
    }

    private static List<Integer> list(ConfigNode node) {
        List<Integer> rungs =
                node.items().stream().map(n -> n.integer(1, 1, MOST)).toList();
        if (rungs.isEmpty()) {
            node.fault("rungs is a list of numbers of epochs that grow", "\"rungs: [3, 9, 27]\"");
        }
        for (int i = 1; i < rungs.size(); i++) {
            if (rungs.get(i) <= rungs.get(i - 1)) {
                node.fault(
                        "rungs must grow, but " + rungs.get(i) + " follows " + rungs.get(i - 1),
                        "\"rungs: " + rungs.stream().sorted().distinct().toList() + "\"");
                return List.of();
            }
        }
        return rungs;
    }

    /** The epochs that a candidate is trained first: those of the lowest rung, where there are rungs. */
    static int epochs(ConfigNode node, List<Integer> rungs, int standard) {
        int epochs = node.integer(rungs.isEmpty() ? standard : rungs.get(0), 1, MOST);
        if (!rungs.isEmpty() && epochs != rungs.get(0)) {
            node.fault(
                    "candidates are trained " + rungs.get(0) + " epochs first, as rungs say, not " + epochs,
                    "remove this line");
            return rungs.get(0);
        }
        return epochs;
    }

    /**
     * The rungs, where they fit the rest of the plan; otherwise none.
     *
     * @param node rungs in the study's file
     */
    static List<Integer> check(ConfigNode node, List<Integer> rungs, int finalEpochs) {
        if (rungs.isEmpty()) {
            return rungs;
        }
        int last = rungs.get(rungs.size() - 1);
        if (last >= finalEpochs) {
            node.fault(
                    "the last rung, " + last + " epochs, must be lower than final_epochs, which is " + finalEpochs,
                    "fewer rungs, or \"final_epochs: " + 3L * last + "\"");
            return List.of();
        }
        return rungs;
    }
}
