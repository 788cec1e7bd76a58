package io.narsil.study.folder;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.json.MayBeNull;
import io.narsil.task.ClassScore;
import io.narsil.task.Goal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a study found.
 *
 * @param candidates number of candidates that were trained in all
 * @param earlyStopEpoch epoch after which later rounds stopped
 * @param family members, with scores from 0 to 1
 * @param stages rounds and finals that were trained, in order
 * @param score name of the score that was searched for, and that {@code validation} and {@code test} are
 * @param classes classes of the images with their counts; none where an earlier version wrote this
 * @param seconds duration of the run, without the time between a stop and the next start; 0 where it is not known
 * @param early place in the search where it was brought to its end; null where it came there by itself
 */
public record StudyResult(
        String study,
        int candidates,
        int earlyStopEpoch,
        int epochs,
        int finalEpochs,
        List<Member> family,
        List<Stage> stages,
        String score,
        List<ClassCount> classes,
        @MayBeNull Double seconds,
        @MayBeNull Early early) {

    /**
     * A search that was brought to its end before it came there.
     *
     * @param rounds number of rounds that were begun
     * @param planned number of rounds that the study plans
     */
    public record Early(int rounds, int planned) {}

    /** The result of a search that came to its end by itself. */
    public StudyResult(
            String study,
            int candidates,
            int earlyStopEpoch,
            int epochs,
            int finalEpochs,
            List<Member> family,
            List<Stage> stages,
            String score,
            List<ClassCount> classes,
            double seconds) {
        this(study, candidates, earlyStopEpoch, epochs, finalEpochs, family, stages, score, classes, seconds, null);
    }

    /** Runs of earlier versions know no stages, and nothing of classes. */
    public StudyResult {
        seconds = Objects.requireNonNullElse(seconds, 0.0);
        score = Objects.requireNonNullElse(score, ClassScore.ACCURACY.key());
        classes = classes == null ? List.of() : List.copyOf(classes);
        stages = stages == null ? List.of() : List.copyOf(stages);
    }

    /**
     * A round, or the finalists with what they are compared with.
     *
     * @param epochs number of epochs of all trainings together
     * @param seconds duration of these, summed over all processes
     */
    public record Stage(String name, int trainings, int epochs, double seconds) {}

    /** The result of a finished run. A {@link UserException} where the folder holds none, or a damaged one. */
    public static StudyResult read(RunFolder run) {
        Path file = run.result();
        if (!run.finished()) {
            throw new UserException(
                    run.path().toString(),
                    "this folder holds no finished run",
                    "let \"narsil search\" run to its end first");
        }
        StudyResult result = Json.complete(file, StudyResult.class);
        if (result.family.stream()
                .anyMatch(m -> !result.counts(m.detail)
                        || (m.hand != null && !result.counts(m.hand.detail))
                        || (m.baseline != null && !result.counts(m.baseline.detail)))) {
            throw new UserException(
                    file.toString(),
                    "the file is damaged: its figures are not of its " + result.classes.size() + " classes",
                    "delete it and run the same command");
        }
        return result;
    }

    private boolean counts(Detail detail) {
        return detail == null || detail.counts(classes.size());
    }

    /** Writes the sums of all files, and then the result, with which the run is finished. */
    public void write(RunFolder run) {
        String text = Json.write(this);
        new RunSums(run).write(text);
        WholeFile.write(run.result(), text);
    }

    /**
     * One member of the family, or the reason why a budget has none.
     *
     * @param limits limits of the budget in words
     * @param recipe recipe in short
     * @param predicted predicted validation score, for as many epochs as candidates have; null where it was made by hand
     * @param folder folder of its files, inside the run folder; empty where there is none
     * @param baseline network that an earlier version compared the search with; null where there is none
     * @param problem reason why there is no member; empty where there is one
     * @param onnx ONNX file of the member; null where there is none
     * @param detail answers class by class; null where they are not known
     * @param hand best network within the budget that a person would take by hand; null where there is none
     * @param predictedMilliseconds latency that the device's profile expects, without a margin; null where there is no profile
     * @param smaller smaller budget whose network is this one's, too; null where this budget has its own
     */
    public record Member(
            String budget,
            String limits,
            long macs,
            long params,
            String recipe,
            @MayBeNull Double predicted,
            double validation,
            double test,
            String folder,
            @MayBeNull Baseline baseline,
            String problem,
            @MayBeNull Onnx onnx,
            @MayBeNull Detail detail,
            @MayBeNull Hand hand,

            @MayBeNull @JsonInclude(JsonInclude.Include.NON_NULL)
            Double predictedMilliseconds,

            @MayBeNull @JsonInclude(JsonInclude.Include.NON_NULL)
            SmallerNetwork smaller) {
        /** Begins the member for a budget, of which nothing is known but its name and limits. */
        public static MemberBuilder of(String budget, String limits) {
            return new MemberBuilder(budget, limits);
        }

        /** Whether it was made by hand, since the search did not beat that. */
        public boolean byHand() {
            return hand != null && hand.member;
        }

        /** The same with its ONNX file. */
        public Member delivered(Onnx file) {
            return new Member(
                    budget,
                    limits,
                    macs,
                    params,
                    recipe,
                    predicted,
                    validation,
                    test,
                    folder,
                    baseline,
                    problem,
                    file,
                    detail,
                    hand,
                    predictedMilliseconds,
                    smaller);
        }
    }

    /**
     * A member's ONNX file, and how long one image takes on this machine with ONNX Runtime and one thread.
     *
     * @param file file name in the member's folder
     * @param images number of images on which it found the same classes, or the same boxes, as the trained network
     * @param difference largest difference between two logits, or between two scores of boxes
     * @param median median in milliseconds
     * @param fast milliseconds that one turn in ten needs at most
     * @param slow milliseconds that nine turns in ten need at most
     * @param slowdown factor by which it took longer than these figures say, which are for the pace that the machine
     *     had when its profile was measured; 1 for not at all
     * @param limit milliseconds that its budget allows on this machine; null where it does not limit them
     * @param top5 share of all test images whose class is among its five most probable; null where there are ten classes or
     *     fewer, or an earlier version wrote this
     */
    public record Onnx(
            String file,
            int images,
            double difference,
            double median,
            double fast,
            double slow,
            @MayBeNull Double limit,
            double slowdown,

            @MayBeNull @JsonInclude(JsonInclude.Include.NON_NULL)
            Double top5) {
        /** Whether it keeps the latency that its budget allows; true where there is no such limit. */
        public boolean within() {
            return limit == null || median <= limit;
        }
    }

    /** The same with another family. */
    public StudyResult with(List<Member> members) {
        return new StudyResult(
                study,
                candidates,
                earlyStopEpoch,
                epochs,
                finalEpochs,
                members,
                stages,
                score,
                classes,
                seconds,
                early);
    }

    /** The same with the duration of the run. */
    public StudyResult took(double time) {
        return new StudyResult(
                study, candidates, earlyStopEpoch, epochs, finalEpochs, family, stages, score, classes, time, early);
    }

    /** The same of a search that was brought to its end. */
    public StudyResult early(int rounds, int planned) {
        return new StudyResult(
                study,
                candidates,
                earlyStopEpoch,
                epochs,
                finalEpochs,
                family,
                stages,
                score,
                classes,
                seconds,
                new Early(rounds, planned));
    }

    /** Whether accuracy was searched for. */
    public boolean byAccuracy() {
        return score.equals(ClassScore.ACCURACY.key());
    }

    /** Whether its networks find objects. */
    public boolean finds() {
        return Goal.of(score).filter(Goal::finds).isPresent();
    }

    /** The name of the score as people read it, such as {@code balanced accuracy}. */
    public String scoreText() {
        return Goal.of(score).map(Goal::text).orElse(score);
    }

    /**
     * What a person would take by hand within the budget: the largest of a standard shape, with a standard recipe.
     *
     * @param shape shape of the network, in words
     * @param recipe recipe in short
     * @param epochs number of epochs that it was trained
     * @param member truth of its being the member, since the search did not beat it
     * @param searched validation score of the finalist in whose place it is the member; null where it is not, or none was trained
     * @param detail answers class by class; null where they are not known
     */
    public record Hand(
            String shape,
            long macs,
            long params,
            String recipe,
            int epochs,
            double validation,
            double test,
            boolean member,
            @MayBeNull Double searched,
            @MayBeNull Detail detail) {}

    /**
     * The median candidate of the first, unsearched round within the same budget, trained as long as the member.
     *
     * @param problem reason why the baseline has no score; empty where it has one
     * @param detail answers class by class; null where they are not known
     */
    public record Baseline(
            long macs,
            long params,
            double validation,
            double test,
            String problem,
            @MayBeNull Detail detail) {}
}
