package io.narsil.study;

import io.narsil.config.UserException;
import io.narsil.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a study found.
 *
 * @param candidates trained in all
 * @param earlyStopEpoch after which later rounds stopped
 * @param stages what was trained, in order
 */
public record StudyResult(
        String study,
        int candidates,
        int earlyStopEpoch,
        int epochs,
        int finalEpochs,
        List<Member> family,
        List<Stage> stages) {

    /** Runs of earlier versions know no stages. */
    public StudyResult {
        stages = stages == null ? List.of() : List.copyOf(stages);
    }

    /**
     * A round, or the finalists with what they are compared with.
     *
     * @param epochs of all trainings together
     * @param seconds that these took, summed over all processes
     */
    public record Stage(String name, int trainings, int epochs, double seconds) {}

    /** The result of a finished run. A {@link UserException} where the folder holds none. */
    public static StudyResult read(Path run) {
        Path file = run.resolve("result.json");
        if (!Files.exists(file)) {
            throw new UserException(
                    run.toString(), "this folder holds no finished run", "let \"narsil search\" run to its end first");
        }
        return Json.read(file, StudyResult.class);
    }

    /**
     * One member of the family, or the reason why a budget has none.
     *
     * @param limits the budget in words
     * @param recipe in short
     * @param predicted validation accuracy, for the number of epochs that candidates are trained
     * @param folder of its files, inside the run folder; empty where there is none
     * @param baseline what the search is compared with; null where there is none
     * @param problem why there is no member; empty where there is one
     * @param onnx its ONNX file; null where there is none
     */
    public record Member(
            String budget,
            String limits,
            long macs,
            long params,
            String recipe,
            double predicted,
            double validation,
            double test,
            String folder,
            Baseline baseline,
            String problem,
            Onnx onnx) {
        /** The same with its ONNX file. */
        Member delivered(Onnx file) {
            return new Member(
                    budget, limits, macs, params, recipe, predicted, validation, test, folder, baseline, problem, file);
        }
    }

    /**
     * A member's ONNX file, and how long one image takes on this machine with ONNX Runtime and one thread.
     *
     * @param file in the member's folder
     * @param images on which it found the same classes as the trained network
     * @param difference the largest between two logits
     * @param median milliseconds
     * @param fast milliseconds that one turn in ten needs at most
     * @param slow milliseconds that nine turns in ten need at most
     * @param slowdown how many times longer it took than these figures say, which are for the pace that the machine had when
     *     its profile was measured; 1 for not at all
     * @param limit milliseconds that its budget allows on this machine; null where it does not limit them
     */
    public record Onnx(
            String file,
            int images,
            double difference,
            double median,
            double fast,
            double slow,
            Double limit,
            double slowdown) {
        /** Whether it keeps the latency that its budget allows; true where there is no such limit. */
        public boolean within() {
            return limit == null || median <= limit;
        }
    }

    /** The same with another family. */
    StudyResult with(List<Member> members) {
        return new StudyResult(study, candidates, earlyStopEpoch, epochs, finalEpochs, members, stages);
    }

    /**
     * The median candidate of the first, unsearched round within the same budget, trained as long as the member.
     *
     * @param problem why it has no accuracy; empty where it has
     */
    public record Baseline(long macs, long params, double validation, double test, String problem) {}
}
