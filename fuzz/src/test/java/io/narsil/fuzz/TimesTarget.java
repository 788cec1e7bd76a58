package io.narsil.fuzz;

import io.narsil.device.table.LatencyTable;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A user's table of times, in CSV or JSON. */
public final class TimesTarget {
    private static final int ROWS = 40;
    private static final SearchSpace SPACE = SpaceFile.parse("space.yaml", """
            narsil: space/1
            name: times
            parameters:
              a: {from: 1, to: 40, step: 1}
              b: {values: [x, 0.5]}
            """);

    private TimesTarget() {}

    static byte[] csv(char separator) {
        StringBuilder text = new StringBuilder("a,b,ms,note\n");
        for (int i = 1; i <= ROWS; i++) {
            text.append(String.format(Locale.ROOT, "%d,%s,%s,\"n\"\"%d\"%n", i, i % 2 == 0 ? "x" : "0.5", 0.5 + i, i));
        }
        return text.toString().replace(',', separator).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] json() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 1; i <= ROWS; i++) {
            text.append(i == 1 ? "" : ",\n")
                    .append("{\"choices\": {\"a\": " + i + ", \"b\": \"x\"}, \"ms\": " + (0.5 + i) + ", \"l\": [1]}");
        }
        return text.append("]").toString().getBytes(StandardCharsets.UTF_8);
    }

    public static void fuzzerTestOneInput(byte[] data) {
        Path file = Scratch.file("times", data);
        Reading.clean(() -> LatencyTable.read(file, SPACE, Optional.empty(), Optional.empty()));
        Reading.clean(() -> LatencyTable.read(file, SPACE, Optional.of("ms"), Optional.of("us")));
    }
}
