package io.narsil.cli.search;

import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Below a result: that machines trained for it whose arithmetic is not the same. */
final class MachinesText {
    private MachinesText() {}

    static String of(Path folder) {
        RunFolder run = new RunFolder(folder);
        if (!Files.exists(run.provenance())) {
            return "";
        }
        int kinds = Provenance.read(run).machines().size();
        return kinds < 2
                ? ""
                : String.format(
                        "%d kinds of machines trained for it, so to the bit it is not the result of one alone"
                                + " (provenance.json names them).%n",
                        kinds);
    }
}
