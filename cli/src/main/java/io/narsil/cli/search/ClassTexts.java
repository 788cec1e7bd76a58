package io.narsil.cli.search;

import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.Detail;
import io.narsil.study.folder.Figures;
import io.narsil.study.folder.StudyResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a family's table says of single classes. Where classes have about the same number of images, accuracy needs no other
 * figure beside it, and the worst class is all that is said.
 */
final class ClassTexts implements MoreColumns {
    private final StudyResult result;
    private final boolean accuracy;
    private final boolean columns;

    ClassTexts(StudyResult result) {
        this.result = result;
        this.accuracy = result.byAccuracy();
        this.columns = members().findAny().isPresent() && (!accuracy || ClassCount.unequal(result.classes()));
    }

    private Stream<StudyResult.Member> members() {
        return result.family().stream()
                .filter(m -> m.detail() != null && m.detail().test() != null);
    }

    @Override
    public List<String> columns() {
        if (!columns) {
            return List.of();
        }
        return List.of(accuracy ? "balanced" : "accuracy", "worst class");
    }

    @Override
    public List<String> cells(Detail detail) {
        if (!columns) {
            return List.of();
        }
        if (detail == null || detail.test() == null) {
            return List.of("-", "-");
        }
        Figures test = detail.test();
        return List.of(accuracy ? percent(test.balancedAccuracy()) : withInterval(test), worst(test));
    }

    /** An interval follows from the score and the number of images. */
    @Override
    public Optional<Double> chance(Detail detail) {
        return Optional.empty();
    }

    @Override
    public String below() {
        StringBuilder text = new StringBuilder();
        if (!accuracy) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n\"validation\" and \"test\" are %s, as the study asks; the columns after it are of the test images,%naccuracy with its interval of 95 %%.%n",
                    result.scoreText()));
        } else if (columns) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n\"balanced\" is the mean over all classes of the share of each that is found among the test images:"
                            + " they have from %d to %d images to train on.%nA study with \"score: balanced_accuracy\" searches"
                            + " for that.%n",
                    result.classes().stream().mapToInt(ClassCount::train).min().orElse(0),
                    result.classes().stream().mapToInt(ClassCount::train).max().orElse(0)));
        } else if (members().findAny().isPresent() && !result.classes().isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nWorst class of the test images: %s.%n",
                    members()
                            .map(m -> worst(m.detail().test()) + " (" + m.budget() + ")")
                            .collect(Collectors.joining(", "))));
        }
        return text.append(amongFive()).toString();
    }

    /** The share of images whose class is among the five most probable, of which files with many classes know. */
    private String amongFive() {
        String shares = result.family().stream()
                .filter(m -> m.onnx() != null && m.onnx().top5() != null)
                .map(m -> percent(m.onnx().top5()) + " (" + m.budget() + ")")
                .collect(Collectors.joining(", "));
        return shares.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Among the five most probable classes of a test image is its own for %s.%n",
                        shares);
    }

    private String worst(Figures figures) {
        int worst = figures.worst();
        return result.classes().get(worst).name() + " "
                + percent(figures.recall().get(worst));
    }

    private static String withInterval(Figures test) {
        return percent(test.accuracy())
                + String.format(
                        Locale.ROOT,
                        " (%.1f to %.1f)",
                        100 * test.interval().low(),
                        100 * test.interval().high());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
