package io.narsil.kubernetes;

import io.narsil.runner.PretendTraining;
import io.narsil.runner.TrialRunner;
import java.nio.file.Path;
import java.util.List;

/** A search of one trial that waits, as a process that can be killed; its arguments are a port and a folder. */
final class PretendSearch {
    private PretendSearch() {}

    public static void main(String[] arguments) {
        PretendRuns runs = PretendRuns.of(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        try (TrialRunner runner = runs.runner(1)) {
            runner.start();
            runner.run(
                    List.of(PretendRuns.request(0, PretendTraining.WAITS)),
                    new PretendRuns.Reaction(
                            () -> {
                                System.out.println("epoch");
                                System.out.flush();
                            },
                            () -> {}));
        }
    }
}
