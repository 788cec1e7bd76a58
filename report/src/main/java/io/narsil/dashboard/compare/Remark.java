package io.narsil.dashboard.compare;

import io.narsil.dashboard.run.FrozenRun;
import io.narsil.dashboard.run.RunSummary;
import io.narsil.task.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What whoever compares runs should know.
 *
 * @param grave truth of its forbidding to compare scores
 */
record Remark(boolean grave, String text) {
    /**
     * A run that is compared.
     *
     * @param validation number of images that its scores are of; 0 where that is not known
     * @param pixels size of its images, a side
     */
    record Compared(RunSummary summary, FrozenRun frozen, int validation, int pixels) {
        private String name() {
            return summary.name();
        }

        private String setting(String place) {
            return frozen.study().getOrDefault(place, "");
        }
    }

    /** All remarks, the gravest first. */
    static List<Remark> of(List<Compared> runs) {
        List<Remark> all = new ArrayList<>();
        differ(runs, c -> c.summary().score())
                .ifDiffers(
                        text -> all.add(new Remark(true, "Scores do not compare, they are other ones: " + text + ".")));
        images(runs, all);
        boolean comparable = all.isEmpty();
        if (comparable) {
            chance(runs, all);
        }
        differ(runs, c -> c.setting("final_epochs"))
                .ifDiffers(text ->
                        all.add(new Remark(false, "Families are trained for other numbers of epochs: " + text + ".")));
        differ(runs, c -> c.setting("epochs"))
                .ifDiffers(text -> all.add(new Remark(
                        false, "Candidates of the rounds are trained for other numbers of epochs: " + text + ".")));
        differ(runs, c -> c.setting("trainer.command"))
                .ifDiffers(text -> all.add(new Remark(false, "Other programs train: " + text + ".")));
        budgets(runs, all);
        if (runs.stream().noneMatch(c -> c.frozen().space().isEmpty())
                && runs.stream().map(c -> c.frozen().space()).distinct().count() > 1) {
            all.add(new Remark(false, "The spaces are other ones, or hold other values: see below."));
        }
        differ(runs, c -> c.frozen().processor())
                .ifDiffers(text ->
                        all.add(new Remark(false, "Milliseconds were measured on other machines: " + text + ".")));
        String running = runs.stream()
                .filter(c -> c.summary().state().equals("running"))
                .map(Compared::name)
                .collect(Collectors.joining(", "));
        if (!running.isEmpty()) {
            all.add(new Remark(false, "Not over yet, its best may rise: " + running + "."));
        }
        return all;
    }

    private static void images(List<Compared> runs, List<Remark> all) {
        String unknown = runs.stream()
                .filter(c -> c.frozen().images().isEmpty())
                .map(Compared::name)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            all.add(new Remark(
                    true,
                    "Whether scores compare is not known, since it is not known which images there are: " + unknown
                            + "."));
            return;
        }
        Map<String, List<Compared>> same = runs.stream()
                .collect(Collectors.groupingBy(c -> c.frozen().images(), LinkedHashMap::new, Collectors.toList()));
        if (same.size() > 1) {
            String groups = same.values().stream()
                    .map(g -> g.stream().map(Compared::name).collect(Collectors.joining(", ")) + " (" + size(g.get(0))
                            + ")")
                    .collect(Collectors.joining("; "));
            boolean sizes = runs.stream().map(Compared::pixels).distinct().count() > 1;
            // The same photos in another size are other bytes: nobody can tell them from other photos.
            String what = sizes
                    ? "Whether scores compare cannot be told, since the images were prepared in other sizes: "
                    : "Scores do not compare: other images, or others of them to validate and test by: ";
            all.add(new Remark(true, what + groups + "."));
        }
    }

    private static String size(Compared run) {
        return run.validation() > 0
                ? run.validation() + " validation images of " + run.pixels() + " pixels"
                : "how many is not known";
    }

    /** How far the best accuracy may be off by chance alone. */
    private static void chance(List<Compared> runs, List<Remark> all) {
        int images = runs.get(0).validation();
        double best = runs.stream()
                .flatMap(c -> c.summary().best().stream())
                .mapToDouble(RunSummary.Best::score)
                .max()
                .orElse(-1);
        String same = "The images and the score are the same: scores compare.";
        if (images > 0
                && best >= 0
                && best <= 1
                && runs.get(0).summary().score().equals("accuracy")) {
            Interval interval = Interval.of(Math.round(best * images), images);
            same += String.format(
                    Locale.ROOT,
                    " With %,d validation images the interval of 95 %% of the best accuracy, %.1f %%, is %.1f to %.1f %%:"
                            + " what lies within may be chance.",
                    images,
                    100 * best,
                    100 * interval.low(),
                    100 * interval.high());
        }
        all.add(new Remark(false, same));
    }

    /** Budgets of one name that allow other costs. */
    private static void budgets(List<Compared> runs, List<Remark> all) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(c -> c.frozen().study().keySet().stream()
                .filter(k -> k.matches("budgets\\..+\\..+"))
                .forEach(k -> names.add(k.substring("budgets.".length(), k.lastIndexOf('.')))));
        for (String name : names) {
            differ(runs, c -> limits(c, "budgets." + name + "."))
                    .ifDiffers(text -> all.add(
                            new Remark(false, "The budget \"" + name + "\" allows other costs: " + text + ".")));
        }
    }

    private static String limits(Compared run, String place) {
        return run.frozen().study().entrySet().stream()
                .filter(e -> e.getKey().startsWith(place))
                .map(e -> e.getKey().substring(place.length()) + " " + grouped(e.getValue()))
                .collect(Collectors.joining(" and "));
    }

    private static String grouped(String number) {
        return number.matches("[0-9]{1,18}") ? String.format(Locale.ROOT, "%,d", Long.parseLong(number)) : number;
    }

    /** The runs of each value, those without one left out. */
    private record Groups(Map<String, List<String>> names) {
        private void ifDiffers(Consumer<String> say) {
            if (names.size() > 1) {
                say.accept(names.entrySet().stream()
                        .map(e -> e.getKey() + " (" + String.join(", ", e.getValue()) + ")")
                        .collect(Collectors.joining("; ")));
            }
        }
    }

    private static Groups differ(List<Compared> runs, Function<Compared, String> value) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Compared run : runs) {
            if (!value.apply(run).isEmpty()) {
                names.computeIfAbsent(value.apply(run), k -> new ArrayList<>()).add(run.name());
            }
        }
        return new Groups(names);
    }
}
