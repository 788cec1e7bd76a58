package io.narsil.cli.boxes;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.annotations.AnnotatedImage;
import io.narsil.annotations.FoundBoxes;
import io.narsil.annotations.FoundFile;
import io.narsil.annotations.JudgedBoxes;
import io.narsil.boxes.BoxConfusion;
import io.narsil.boxes.DetectionFigures;
import io.narsil.boxes.DetectionIntervals;
import io.narsil.boxes.DetectionScores;
import io.narsil.boxes.ScoreInterval;
import io.narsil.cli.text.TextTable;
import io.narsil.config.Printable;
import io.narsil.config.Words;
import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How well the boxes that a program has found lie on those that are marked.
 *
 * @param part words for the part whose images were judged
 * @param images number of its images
 * @param marked number of objects that are marked in them
 * @param found number of boxes that were found
 * @param intervals intervals of 95 % of mAP and AP50
 * @param confusion counts of what is taken for what
 */
public record Judgement(
        String part,
        int images,
        int marked,
        int found,
        List<String> classes,
        DetectionScores scores,
        DetectionIntervals intervals,
        BoxConfusion confusion) {
    /** Judges a file of found boxes by the images of a part. */
    static Judgement of(Path file, AnnotatedFolder folder, Path root, Part part, double score) {
        return of(JudgedBoxes.of(new FoundBoxes(folder, part, FoundFile.read(file, folder, root, part))), score);
    }

    /** What was judged, to be shown. */
    public static Judgement of(JudgedBoxes judged) {
        return of(judged, BoxConfusion.SCORE);
    }

    private static Judgement of(JudgedBoxes judged, double score) {
        return of(judged, "the part " + Words.of(judged.boxes().part()), score);
    }

    /**
     * What was judged, to be shown.
     *
     * @param part words for the part whose images were judged
     * @param score score that boxes must be above to be counted in the confusion
     */
    public static Judgement of(JudgedBoxes judged, String part, double score) {
        FoundBoxes boxes = judged.boxes();
        AnnotatedFolder folder = boxes.folder();
        List<AnnotatedImage> images = folder.parts().get(boxes.part());
        return new Judgement(
                part,
                images.size(),
                images.stream().mapToInt(i -> i.boxes().size()).sum(),
                boxes.boxes().stream().mapToInt(List::size).sum(),
                folder.classes(),
                judged.scores(),
                judged.intervals(),
                judged.confusion(score));
    }

    /** The figures in lines and a table. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "judged      %,d boxes, on %,d images of %s with %,d marked%n",
                found,
                images,
                part,
                marked));
        line(text, "mAP", scores.ap(), intervals.ap());
        line(text, "AP50", scores.ap50(), intervals.ap50());
        line(text, "AP75", scores.ap75(), Optional.empty());
        text.append(String.format(
                Locale.ROOT,
                "by size     mAP %s small, %s medium, %s large%n",
                percent(scores.apSmall()),
                percent(scores.apMedium()),
                percent(scores.apLarge())));
        text.append(String.format(
                Locale.ROOT,
                "recall      %s by the best box of each class, %s by ten, %s by a hundred%n%n",
                percent(scores.ar1()),
                percent(scores.ar10()),
                percent(scores.ar100())));
        TextTable table = new TextTable(Set.of(1, 2, 3), "class", "marked", "AP", "AP50");
        scores.classes()
                .forEach(c -> table.row(
                        Printable.line(classes.get(c.label())),
                        String.format(Locale.ROOT, "%,d", c.wanted()),
                        percent(c.ap()),
                        percent(c.ap50())));
        return text.append(table)
                .append(new ConfusionText(classes, confusion).of())
                .toString();
    }

    /** All figures by name; null where no class has one. */
    public Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("part", part.replace("the part ", ""));
        all.put("images", images);
        all.put("marked", marked);
        all.put("found", found);
        all.putAll(DetectionFigures.of(classes, scores, intervals, confusion));
        return all;
    }

    private static void line(StringBuilder text, String name, OptionalDouble value, Optional<ScoreInterval> interval) {
        String sure = interval.map(i -> String.format(
                        Locale.ROOT, "  (95 %% interval: %.2f to %.2f %%)", 100 * i.low(), 100 * i.high()))
                .orElse("");
        text.append(String.format(Locale.ROOT, "%-12s%s%s%n", name, percent(value), sure));
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.2f %%", 100 * share.getAsDouble()) : "-";
    }
}
