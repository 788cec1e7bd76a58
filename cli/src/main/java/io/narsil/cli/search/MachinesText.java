package io.narsil.cli.search;

import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.TrainedOn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Below a result: that machines trained for it whose arithmetic is not the same. */
final class MachinesText {
    private MachinesText() {}

    static String of(Path folder) {
        RunFolder run = new RunFolder(folder);
        if (!Files.exists(run.provenance())) {
            return "";
        }
        int kinds = kinds(Provenance.read(run).machines());
        return kinds < 2
                ? ""
                : String.format(
                        "%d kinds of machines trained for it, so to the bit it is not the result of one alone"
                                + " (provenance.json names them).%n",
                        kinds);
    }

    /** Another Java or Narsil, or a way back to a machine of before, is no other kind. */
    private static int kinds(List<TrainedOn> machines) {
        List<TrainedOn> kinds = new ArrayList<>();
        for (TrainedOn machine : machines) {
            if (kinds.stream().noneMatch(known -> alike(known, machine))) {
                kinds.add(machine);
            }
        }
        return kinds.size();
    }

    private static boolean alike(TrainedOn one, TrainedOn other) {
        // Runs did not always know the vector instructions.
        boolean vectors = one.vectors().isEmpty()
                || other.vectors().isEmpty()
                || one.vectors().equals(other.vectors());
        return vectors
                && one.processor().equals(other.processor())
                && one.system().equals(other.system());
    }
}
