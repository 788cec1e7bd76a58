package io.narsil.cli.train;

import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.Figures;
import io.narsil.study.training.SingleTraining;
import io.narsil.task.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a network finds of each class, in a few lines. */
final class RecallText {
    private static final int MOST = 12;

    private RecallText() {}

    /** Accuracies and the share of each class's images that is found; of many classes, the worst, and top-5 accuracy. */
    static String of(SingleTraining.Result result) {
        Figures test = result.detail().test();
        List<ClassCount> classes = result.classes();
        if (test == null) {
            return "";
        }
        List<Integer> known = IntStream.range(0, classes.size())
                .filter(c -> test.recall().get(c) != null)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> test.recall().get(c)))
                .toList();
        String recalls = known.stream()
                .limit(MOST)
                .map(c -> String.format(
                        Locale.ROOT,
                        "%s %.1f %% of %d",
                        classes.get(c).name(),
                        100 * test.recall().get(c),
                        classes.get(c).test()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "            accuracy %.2f %% (95 %% interval: %.1f to %.1f), balanced accuracy %.2f %%, macro F1 %.2f %%%n%s"
                        + "found       %s%s%n",
                100 * test.accuracy(),
                100 * test.interval().low(),
                100 * test.interval().high(),
                100 * test.balancedAccuracy(),
                100 * test.macroF1(),
                amongFive(result),
                recalls,
                known.size() > MOST ? ", and better of " + (known.size() - MOST) + " more classes" : "");
    }

    private static String amongFive(SingleTraining.Result result) {
        if (result.answers().top5() == null) {
            return "";
        }
        Interval interval = result.answers().top5().interval();
        return String.format(
                Locale.ROOT,
                "            among the five most probable classes of an image is its own for %.2f %% (95 %% interval: %.1f to %.1f)%n",
                100 * result.answers().top5().share(),
                100 * interval.low(),
                100 * interval.high());
    }
}
