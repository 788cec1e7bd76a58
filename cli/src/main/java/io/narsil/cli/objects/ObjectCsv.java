package io.narsil.cli.objects;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.cli.text.CsvLine;
import java.io.PrintWriter;
import java.util.List;

/** Found objects as CSV (RFC 4180), a line each; an image in which nothing is found has none. */
final class ObjectCsv implements ObjectForm {
    private final PrintWriter out;

    /** Prints the head. */
    ObjectCsv(PrintWriter out) {
        this.out = out;
        print(List.of("image", "class", "score", "left", "top", "width", "height"));
    }

    @Override
    public void add(FoundObjects found) {
        for (FoundBox each : found.boxes()) {
            Box box = each.box();
            print(List.of(
                    found.image(),
                    found.name(each),
                    Double.toString(each.score()),
                    Double.toString(box.left()),
                    Double.toString(box.top()),
                    Double.toString(box.width()),
                    Double.toString(box.height())));
        }
        out.flush();
    }

    private void print(List<String> cells) {
        out.print(CsvLine.of(cells) + "\n");
    }
}
