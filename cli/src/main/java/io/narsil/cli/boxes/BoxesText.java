package io.narsil.cli.boxes;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.cli.boxes.BoxCounts.ClassCount;
import io.narsil.cli.boxes.BoxCounts.PartCount;
import io.narsil.cli.boxes.BoxCounts.Scaled;
import io.narsil.cli.text.TextTable;
import io.narsil.cli.text.Wrap;
import io.narsil.config.Printable;
import java.util.Locale;
import java.util.Set;

/** The counts of a folder in words and tables. */
final class BoxesText {
    private static final int WIDTH = 100;

    private final String name;
    private final AnnotatedFolder folder;
    private final BoxCounts counts;
    private final StringBuilder text = new StringBuilder();

    /** @param name name of the folder, as the user wrote it */
    BoxesText(String name, AnnotatedFolder folder, BoxCounts counts) {
        this.name = name;
        this.folder = folder;
        this.counts = counts;
    }

    String text() {
        int images = counts.parts().stream().mapToInt(PartCount::images).sum();
        int boxes = counts.parts().stream().mapToInt(PartCount::boxes).sum();
        int classes = counts.classes().size();
        line(
                "%s: %s, %s with %s of %s",
                Printable.line(name),
                folder.form().title(),
                many(images, "image"),
                many(boxes, "box"),
                many(classes, "class"));
        if (counts.difficult() > 0) {
            line("%s difficult: to find them is neither right nor wrong", are(counts.difficult(), "box"));
        }
        if (counts.crowds() > 0) {
            line("%s crowds of objects: what is found in them is neither right nor wrong", are(counts.crowds(), "box"));
        }
        text.append('\n')
                .append(parts())
                .append('\n')
                .append(classes())
                .append('\n')
                .append(scaled());
        if (!counts.notes().isEmpty()) {
            text.append("\nOf the images:\n");
            counts.notes()
                    .forEach(note -> text.append(Wrap.lines("- " + Printable.line(note) + ".", WIDTH, "  "))
                            .append('\n'));
        }
        return text.toString();
    }

    private void line(String form, Object... values) {
        text.append(Wrap.lines(String.format(Locale.ROOT, form, values) + ".", WIDTH, ""))
                .append('\n');
    }

    private String parts() {
        TextTable table = new TextTable(Set.of(1, 2, 3), "part", "images", "background", "boxes");
        for (PartCount part : counts.parts()) {
            table.row(
                    part.part() + (part.heldOut() ? " (held out)" : ""),
                    count(part.images()),
                    count(part.background()),
                    count(part.boxes()));
        }
        return table.toString();
    }

    /** Small, medium and large are meant as COCO means them, in pixels of the images as they are. */
    private String classes() {
        TextTable table = new TextTable(
                Set.of(1, 2, 3, 4, 5, 6, 7, 8),
                "class",
                "images",
                "boxes",
                "train",
                "validation",
                "test",
                "small",
                "medium",
                "large");
        for (ClassCount one : counts.classes()) {
            table.row(
                    one.name(),
                    count(one.images()),
                    count(one.boxes()),
                    count(one.parts().get(0)),
                    count(one.parts().get(1)),
                    count(one.parts().get(2)),
                    count(one.small()),
                    count(one.medium()),
                    count(one.large()));
        }
        return table + "small: under 32x32 pixels of the image as it is; large: 96x96 or more (COCO)\n";
    }

    private String scaled() {
        TextTable table = new TextTable(
                Set.of(1, 2, 3, 4), "scaled to", "smallest side", "median side", "under 8 pixels", "share");
        int boxes = counts.parts().stream().mapToInt(PartCount::boxes).sum();
        for (Scaled scaled : counts.scaled()) {
            table.row(
                    scaled.resolution() + "x" + scaled.resolution(),
                    String.format(Locale.ROOT, "%.1f", scaled.least()),
                    String.format(Locale.ROOT, "%.1f", scaled.median()),
                    count(scaled.under()),
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * scaled.under() / boxes));
        }
        return table + "the shorter sides of boxes where whole images are scaled (letterbox); under "
                + BoxCounts.SMALLEST + " pixels little is to be seen\n";
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String many(int number, String noun) {
        String plural = noun.endsWith("x") || noun.endsWith("s") ? "es" : "s";
        return count(number) + " " + noun + (number == 1 ? "" : plural);
    }

    private static String are(int number, String noun) {
        return many(number, noun) + (number == 1 ? " is" : " are");
    }
}
