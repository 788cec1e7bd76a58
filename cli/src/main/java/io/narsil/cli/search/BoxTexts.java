package io.narsil.cli.search;

import io.narsil.study.folder.BoxFigures;
import io.narsil.study.folder.Detail;
import io.narsil.study.folder.StudyResult;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of networks that find objects. */
final class BoxTexts implements MoreColumns {
    private final boolean known;
    private final int objects;

    BoxTexts(StudyResult result) {
        known = result.family().stream().anyMatch(m -> found(m.detail()).isPresent());
        objects = result.family().stream()
                .flatMap(m -> found(m.detail()).stream())
                .findFirst()
                .map(f -> f.classes().stream()
                        .mapToInt(BoxFigures.OfClass::marked)
                        .sum())
                .orElse(0);
    }

    private static Optional<BoxFigures> found(Detail detail) {
        return Optional.ofNullable(detail).map(Detail::found);
    }

    @Override
    public List<String> columns() {
        return known ? List.of("AP50", "AP75", "worst class") : List.of();
    }

    @Override
    public List<String> cells(Detail detail) {
        if (!known) {
            return List.of();
        }
        return found(detail)
                .map(f -> List.of(percent(f.ap50()), percent(f.ap75()), worst(f)))
                .orElse(List.of("-", "-", "-"));
    }

    private static String worst(BoxFigures figures) {
        return figures.classes().stream()
                .filter(c -> c.ap() != null)
                .min(Comparator.comparingDouble(BoxFigures.OfClass::ap))
                .map(c -> c.name() + " " + percent(c.ap()))
                .orElse("-");
    }

    @Override
    public Optional<Double> chance(Detail detail) {
        return found(detail)
                .filter(f -> f.map() != null && f.mapInterval() != null)
                .map(f -> Math.max(
                        f.map() - f.mapInterval().get(0), f.mapInterval().get(1) - f.map()));
    }

    @Override
    public String below() {
        return known
                ? String.format(
                        Locale.ROOT,
                        "%n\"validation\" and \"test\" are mAP, the mean over classes and IoUs of .50 to .95; the columns after them"
                                + " are of the test images,%nwith %,d objects to be found. \"±\" reaches to the farther end of the"
                                + " interval of 95 %%, by a thousand resamples of the images.%n",
                        objects)
                : "";
    }

    private static String percent(Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
