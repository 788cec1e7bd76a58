package io.narsil.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.TrainedOn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachinesTextTest {
    @TempDir
    private Path folder;

    private String text(TrainedOn... machines) {
        new Provenance("1", "17", "Linux", "A", 2, "torch", "d", 0, "", List.of(machines), List.of(), 1)
                .write(new RunFolder(folder));
        return MachinesText.of(folder);
    }

    private static TrainedOn machine(String narsil, String java, String processor, String vectors) {
        return new TrainedOn(narsil, java, "Linux", processor, vectors, "torch", "");
    }

    @Test
    void kindsOfMachinesAreCountedAndNeitherMovesNorVersions() {
        TrainedOn a = machine("1", "17", "A", "avx2");
        TrainedOn b = machine("1", "17", "B", "avx2");
        assertThat(text(a, machine("2", "21", "A", "avx2"), machine("0", "17", "A", "")))
                .isEmpty();
        assertThat(text(a, b, a)).startsWith("2 kinds of machines");
        assertThat(text(a, b, machine("1", "17", "A", "avx2 avx512f"))).startsWith("3 kinds of machines");
    }
}
