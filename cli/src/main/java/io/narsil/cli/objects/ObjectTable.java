package io.narsil.cli.objects;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.cli.text.TextTable;
import io.narsil.config.Printable;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;

/** Found objects for people: a row each, in pieces where there are many. */
final class ObjectTable implements ObjectForm {
    private static final int PIECE = 1000;

    private final PrintWriter out;
    private TextTable table = table();
    private int rows;

    ObjectTable(PrintWriter out) {
        this.out = out;
    }

    private static TextTable table() {
        return new TextTable(Set.of(2, 3, 4, 5, 6), "image", "class", "score", "left", "top", "width", "height");
    }

    @Override
    public void add(FoundObjects found) {
        String image = Printable.line(found.image());
        if (found.boxes().isEmpty()) {
            row(image, "nothing", "", "", "", "", "");
        }
        for (FoundBox each : found.boxes()) {
            Box box = each.box();
            row(
                    image,
                    found.name(each),
                    String.format(Locale.ROOT, "%.1f %%", 100 * each.score()),
                    number(box.left()),
                    number(box.top()),
                    number(box.width()),
                    number(box.height()));
        }
    }

    private void row(String... cells) {
        table.row(cells);
        if (++rows == PIECE) {
            end();
        }
    }

    private static String number(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    @Override
    public void end() {
        if (rows > 0) {
            out.print(table);
            out.flush();
            table = table();
            rows = 0;
        }
    }
}
