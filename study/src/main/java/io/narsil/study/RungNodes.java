package io.narsil.study;

import io.narsil.config.ConfigNode;
import java.util.List;

/** The rungs of a study, as in {@code rungs: [3, 9, 27]}: how long candidates are trained before it is seen who goes on. */
final class RungNodes {
    private static final int MOST = 1_000_000;

    private RungNodes() {}

    /** The rungs; none where the study has none, or where they are at fault. */
    static List<Integer> read(ConfigNode node) {
        if (!node.present()) {
            return List.of();
        }
        if (!node.isList()) {
            node.fault("rungs is a list of numbers of epochs that grow", "\"rungs: [3, 9, 27]\"");
            return List.of();
        }
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
     * @param root study's file
     */
    static List<Integer> check(ConfigNode root, List<Integer> rungs, int finalEpochs) {
        if (rungs.isEmpty()) {
            return rungs;
        }
        for (String key : List.of("minutes", "distillation")) {
            boolean none = key.equals("distillation") && root.at(key).number(0, 0, 1) == 0;
            if (root.at(key).present() && !none) {
                root.at(key)
                        .fault(
                                key.equals("minutes")
                                        ? "rungs and minutes cannot both say how long candidates are trained"
                                        : "with rungs, finalists go on with what they learned alone, so nobody teaches them",
                                "remove this line, or rungs");
            }
        }
        int last = rungs.get(rungs.size() - 1);
        if (last >= finalEpochs) {
            root.at("rungs")
                    .fault(
                            "the last rung, " + last + " epochs, must be lower than final_epochs, which is "
                                    + finalEpochs,
                            "fewer rungs, or \"final_epochs: " + 3L * last + "\"");
            return List.of();
        }
        return rungs;
    }
}
