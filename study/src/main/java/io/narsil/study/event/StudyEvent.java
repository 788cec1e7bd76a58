package io.narsil.study.event;

import io.narsil.data.DataSet;
import io.narsil.network.Cost;
import io.narsil.network.Shape;
import io.narsil.predictor.Prediction;
import io.narsil.search.Budget;
import io.narsil.search.EarlyStop;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened in a run. Each is plain data; words for people are made where people read them. */
public sealed interface StudyEvent {
    /** The run was over before: nothing is trained again. */
    record FinishedBefore() implements StudyEvent {}

    /**
     * The images are there.
     *
     * @param train images to train on
     * @param validation images to choose by
     * @param test images kept for the end
     * @param size height and width in pixels
     */
    record DataRead(int train, int validation, int test, int classes, int channels, int size) implements StudyEvent {
        /** What is said of images that were read. */
        public static DataRead of(DataSet data) {
            return new DataRead(
                    data.train().count(),
                    data.validation().count(),
                    data.test().count(),
                    data.classes().size(),
                    data.train().channels(),
                    data.train().size());
        }
    }

    /**
     * The space is there.
     *
     * @param architectures number of architectures
     * @param least multiply-adds of the cheapest network
     * @param most multiply-adds of the dearest network
     */
    record SpaceRead(String space, BigInteger architectures, BigInteger recipes, long least, long most)
            implements StudyEvent {
        /** What is said of a space that was read. */
        public static SpaceRead of(Problem problem) {
            SearchSpace space = problem.space();
            return new SpaceRead(
                    space.name(),
                    space.size(Parameter.Group.ARCHITECTURE),
                    space.size(Parameter.Group.RECIPE),
                    problem.cost(Extremes.smallest(problem.costs(), Measure.MACS))
                            .macs(),
                    problem.cost(Extremes.largest(problem.costs(), Measure.MACS))
                            .macs());
        }
    }

    /** This machine is about to be measured, since budgets limit latency. */
    record DeviceMeasuring() implements StudyEvent {}

    /**
     * The device that budgets of latency are meant for.
     *
     * @param networks number of unseen networks that the model of its latencies was tried on
     * @param medianError median error on these, as a share
     * @param rankCorrelation correlation of predicted and measured ranks on these
     * @param margin distance that budgets keep from predictions, as a share
     * @param here answer to whether it is this machine
     */
    record DeviceKnown(
            String device,
            String runtime,
            int threads,
            int networks,
            double medianError,
            double rankCorrelation,
            double margin,
            boolean here)
            implements StudyEvent {}

    /**
     * A file of the run was damaged and set aside; what it held is made again.
     *
     * @param aside new name of the file
     */
    record FileDamaged(String file, String aside) implements StudyEvent {}

    /**
     * A trial that was over is trained again, since its weights are damaged or missing.
     *
     * @param file file of the weights
     * @param reason fault of the file
     */
    record TrialReopened(int trial, String file, String reason) implements StudyEvent {}

    /**
     * The run goes on with another value of a setting.
     *
     * @param before value before; empty where there was none
     * @param now value from now on; empty where there is none
     * @param rounds number of rounds that were begun so far
     */
    record SettingChanged(String setting, String before, String now, int rounds) implements StudyEvent {}

    /**
     * The run comes to its end with what it has.
     *
     * @param rounds number of rounds that were begun
     * @param planned number of rounds that the study plans
     * @param candidates number of candidates that were trained to their end
     * @param epochs length of the training of a finalist, in epochs
     */
    record FinishingEarly(int rounds, int planned, int candidates, int epochs) implements StudyEvent {}

    /**
     * The run goes on.
     *
     * @param over number of trials that are over already
     * @param open number of trials that were chosen and are not over
     */
    record Resumed(int over, int open) implements StudyEvent {}

    /**
     * Training processes are about to start.
     *
     * @param own choice of the user's own program over the built-in trainer
     */
    record WorkersStarting(int count, boolean own) implements StudyEvent {}

    /**
     * Candidates to choose from are there.
     *
     * @param typical activations of the median candidate, by budget
     */
    record PoolBuilt(int candidates, Map<String, Long> typical) implements StudyEvent {
        public PoolBuilt {
            typical = Map.copyOf(typical);
        }
    }

    /** The predictor knows so many free statistics of each. */
    record Pretrained(int statistics) implements StudyEvent {}

    /**
     * A trial that was chosen.
     *
     * @param prediction predicted score; nothing where the trial was not chosen by one
     */
    record Choice(Trial trial, Cost cost, Optional<Prediction> prediction) {}

    /**
     * A round, or the finalists with what they are compared with, is about to be trained.
     *
     * @param rounds number of rounds of the whole search
     * @param why criterion by which they were chosen
     */
    record TrialsChosen(Step.Why why, int rounds, List<Choice> choices) implements StudyEvent {
        public TrialsChosen {
            choices = List.copyOf(choices);
        }
    }

    /** A worker has begun a trial, or begun it again. */
    record TrialStarted(int trial) implements StudyEvent {}

    /**
     * An epoch of a trial is over.
     *
     * @param epoch number of the epoch, from 1
     * @param loss mean over the training images
     * @param score score on the validation images
     * @param seconds duration; 0 where the epoch was read back from a checkpoint
     */
    record EpochDone(int trial, int epoch, double loss, double score, double seconds) implements StudyEvent {}

    /** A trial is over. */
    record TrialDone(TrialResult result) implements StudyEvent {}

    /**
     * The first round is over.
     *
     * @param threshold rank correlation that was asked for
     */
    record EarlyStopFound(EarlyStop stop, double threshold) implements StudyEvent {}

    /** Evolution is over for a budget. */
    record Evolved(Budget budget, Prediction best) implements StudyEvent {}

    /**
     * The most promising candidates for a budget were measured, took too long, and were replaced.
     *
     * @param nanoseconds latency of each
     */
    record Replaced(String budget, List<Long> nanoseconds) implements StudyEvent {
        public Replaced {
            nanoseconds = List.copyOf(nanoseconds);
        }
    }

    /**
     * The family's ONNX files are written, proven and timed.
     *
     * @param images number of images that each file was proven on
     * @param threads number of threads that they were timed with
     */
    record Exported(int files, int images, int threads) implements StudyEvent {}

    /** A member now takes longer than its budget of latency allows, in nanoseconds. */
    record OverBudget(String budget, long nanoseconds, long limit) implements StudyEvent {}

    /** How far the run is; not kept, since it follows from the rest. */
    record Progressed(Progress progress) implements StudyEvent {}

    /**
     * A single network is fitted to the images.
     *
     * @param input shape of an image
     */
    record NetworkFitted(String name, Shape input, int classes, long macs, long params) implements StudyEvent {}

    /** What a single network is trained with: all settings by name. */
    record RecipeChosen(Map<String, String> recipe, int epochs) implements StudyEvent {
        public RecipeChosen {
            recipe = Map.copyOf(recipe);
        }
    }

    /** The result is written. */
    record Finished(int candidates) implements StudyEvent {}
}
