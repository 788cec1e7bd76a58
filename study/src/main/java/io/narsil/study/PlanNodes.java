package io.narsil.study;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Problems;
import io.narsil.files.TextFile;
import io.narsil.search.Budget;
import io.narsil.search.SearchPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plan of a search in a study's file: the one place that knows its settings and what they are by default. */
public final class PlanNodes {
    /** The largest number of rounds. */
    public static final int MOST_ROUNDS = 1000;

    static final String BY_HAND = "by_hand";
    static final String FINAL_EPOCHS = "final_epochs";
    static final String FINALISTS = "finalists";

    private static final int MOST = 1_000_000;

    private PlanNodes() {}

    /** The plan that a file says; faults go to its nodes. */
    static SearchPlan read(ConfigNode root) {
        List<Budget> budgets = BudgetNodes.read(root.need("budgets"));
        int rounds = root.at("rounds").integer(4, 1, MOST_ROUNDS);
        int batch = root.at("batch").integer(Math.max(12, 4 * budgets.size()), Math.max(1, budgets.size()), 10_000);
        ConfigNode last = root.at(FINAL_EPOCHS);
        int said = last.present() ? last.integer(1, 1, MOST) : 0;
        List<Integer> rungs = RungNodes.read(root, said);
        int epochs = RungNodes.epochs(root.at("epochs"), rungs, 5);
        int longest = rungs.isEmpty() ? epochs : rungs.get(rungs.size() - 1);
        UsualLength usual = UsualLength.of(root.at("init").present() && rungs.isEmpty());
        int finalEpochs = said > 0 ? said : usual.longer() * longest;
        return SearchPlan.of(budgets)
                .rounds(rounds)
                .batch(batch)
                .epochs(epochs)
                .finalEpochs(finalEpochs)
                .finalists(finalists(root))
                .rungs(RungNodes.check(root, rungs, finalEpochs))
                .pool(root.at("pool").integer(20_000, Math.max(10, batch), MOST))
                .distillation(root.at("distillation").number(0, 0, 1))
                .rankCorrelation(root.at("rank_correlation").number(0.92, -1, 1))
                .seed(root.at("seed").quantity(1, 0, Long.MAX_VALUE))
                .hand(hand(root))
                .build();
    }

    private static int finalists(ConfigNode root) {
        ConfigNode node = root.at(FINALISTS);
        if (node.present() && RungNodes.climbing(root)) {
            node.fault(
                    "\"finalists\" says how many are trained anew, and with \"rungs\" those come to the end that climb there",
                    "leave it out, or a larger \"batch\"");
        }
        return node.integer(1, 1, 20);
    }

    /**
     * When networks are trained that a person would take by hand: first, or with the finalists where a clock plans how long
     * these are trained; never by a trainer of the user's own, who knows blocks of their own.
     */
    private static SearchPlan.Hand hand(ConfigNode root) {
        if (!root.at(BY_HAND).bool(true) || root.at("trainer").present()) {
            return SearchPlan.Hand.OFF;
        }
        return root.at("minutes").present() ? SearchPlan.Hand.LAST : SearchPlan.Hand.FIRST;
    }

    /**
     * The settings that follow the images and that a file leaves to them, or to the trained network that candidates start from:
     * a run that has begun keeps what it chose.
     */
    static Set<String> unsaid(ConfigNode root) {
        if (RungNodes.climbing(root)) {
            return Set.of();
        }
        boolean tuned = root.at("init").present();
        return Stream.of("epochs", FINAL_EPOCHS)
                .filter(key ->
                        !root.at(key).present() && (tuned || !root.at("epochs").present()))
                .collect(Collectors.toSet());
    }

    /** The plan of a frozen study, whose other settings are not looked at; its faults go to {@code name}. */
    public static SearchPlan parse(String name, String frozen) {
        Problems problems = new Problems();
        SearchPlan plan = read(ConfigFile.parse(name, frozen, problems));
        problems.throwIfAny();
        return plan;
    }

    /** The plan of the study in a file that is frozen. */
    public static SearchPlan kept(Path frozen) {
        return parse(frozen.toString(), TextFile.read(frozen));
    }

    /**
     * Writes all settings but the seed, which stands last in a frozen study.
     *
     * @param own truth of the user's own program being the trainer
     */
    static void write(SearchPlan plan, boolean own, StringBuilder yaml) {
        yaml.append("budgets:\n");
        plan.budgets()
                .forEach(budget ->
                        yaml.append("  ").append(BudgetNodes.write(budget)).append('\n'));
        yaml.append("rounds: ").append(plan.rounds()).append('\n');
        yaml.append("batch: ").append(plan.batch()).append('\n');
        if (plan.climbing()) {
            yaml.append("rungs: ").append(plan.rungs()).append('\n');
        } else {
            yaml.append("epochs: ").append(plan.epochs()).append('\n');
        }
        yaml.append("final_epochs: ").append(plan.finalEpochs()).append('\n');
        // What is not said is as earlier versions, which did not know it, wrote their studies.
        if (plan.finalists() > 1) {
            yaml.append(FINALISTS).append(": ").append(plan.finalists()).append('\n');
        }
        yaml.append("pool: ").append(plan.poolSize()).append('\n');
        yaml.append("distillation: ").append(plan.distillation()).append('\n');
        yaml.append("rank_correlation: ").append(plan.rankCorrelation()).append('\n');
        if (plan.hand() == SearchPlan.Hand.OFF && !own) {
            yaml.append(BY_HAND).append(": off\n");
        }
    }
}
