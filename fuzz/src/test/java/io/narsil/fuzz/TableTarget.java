package io.narsil.fuzz;

import io.narsil.lab.table.CurveFile;
import io.narsil.lab.table.TableFile;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.nio.file.Path;
import java.util.Optional;

/** Tables and learning curves of the laboratory. */
public final class TableTarget {
    private static final SearchSpace SPACE = SpaceFile.parse("space.yaml", """
            narsil: space/1
            name: table
            parameters:
              a: {values: [1, 2, 3]}
              b: {values: [x, 0.5]}
            """);

    private TableTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Path file = Scratch.file("table.csv", data);
        Reading.clean(() -> TableFile.read(file, SPACE, Optional.empty()));
        Reading.clean(() -> TableFile.read(file, SPACE, Optional.of("time")));
        Reading.clean(() -> CurveFile.read(file));
    }
}
