package io.narsil.study.event;

import io.narsil.network.Cost;
import io.narsil.network.Shape;
import io.narsil.predictor.Prediction;
import io.narsil.search.Budget;
import io.narsil.search.EarlyStop;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Something that happened in a run. Each is plain data; words for people are made where people read them. */
public sealed interface StudyEvent {
    /** The run was over before: nothing is trained again. */
    record FinishedBefore() implements StudyEvent {}

    /**
     * The images are there.
     *
     * @param validation images to choose by
     * @param test images kept for the end
     * @param size height and width in pixels
     */
    record DataRead(int train, int validation, int test, int classes, int channels, int size) implements StudyEvent {}

    /** Something that a user should know of the images, though it is no fault. */
    record DataNoted(String note) implements StudyEvent {}

    /** The images of each class, of all parts, are counted; classes stand in the order of the labels. */
    record ClassesCounted(Map<String, Integer> images) implements StudyEvent {
        public ClassesCounted {
            images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
        }
    }

    /** The objects of each class that are marked in the images of all parts are counted, in the order of the labels. */
    record ObjectsCounted(Map<String, Integer> objects) implements StudyEvent {}

    /**
     * The space is there.
     *
     * @param architectures number of architectures
     * @param least multiply-adds of the cheapest network
     * @param most multiply-adds of the dearest network
     */
    record SpaceRead(String space, BigInteger architectures, BigInteger recipes, long least, long most)
            implements StudyEvent {}

    /**
     * Candidates inherit these shares (0..1) of their parameters; networks by hand, if there are any, do not.
     *
     * @param alike truth of candidates padding, normalising and scaling images as the network does
     */
    record ParentRead(String network, double cheapest, double dearest, boolean hand, boolean alike)
            implements StudyEvent {}

    /**
     * The study leaves the length of trainings to the images.
     *
     * @param images images to train on
     * @param batch images of a step
     * @param steps steps that a candidate takes at least
     */
    record EpochsChosen(int epochs, int finalEpochs, int images, int batch, int steps) implements StudyEvent {}

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

    /** Something that a user should know of where the trials are kept, though it is no fault. */
    record StoreNoted(String note) implements StudyEvent {}

    /** A file of the run was damaged and set aside under another name; what it held is made again. */
    record FileDamaged(String file, String aside) implements StudyEvent {}

    /** Trials whose rows in the store were damaged, by their numbers, run again. */
    record TrialsDamaged(List<Integer> trials) implements StudyEvent {
        public TrialsDamaged {
            trials = List.copyOf(trials);
        }
    }

    /** A trial that was over is trained again, since the file of its weights is damaged or missing for that reason. */
    record TrialReopened(int trial, String file, String reason) implements StudyEvent {}

    /** This machine trains for a moment, so that the search can be planned into its time. */
    record PaceMeasuring(int minutes) implements StudyEvent {}

    /**
     * The search is planned into its time, or its plan was corrected after a round.
     *
     * @param rounds number of rounds, of which some may be over
     * @param rungs lengths of training that candidates climb, in epochs; empty where they do not
     * @param expected seconds from the run's begin to its expected end
     * @param limit seconds that it may take
     */
    record TimePlanned(
            int rounds, int batch, int epochs, List<Integer> rungs, int finalEpochs, double expected, double limit)
            implements StudyEvent {}

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

    /** The run goes on with another machine; {@code pin} are settings of the environment that bring it nearer, or empty. */
    record MachineChanged(List<String> differences, String pin) implements StudyEvent {}

    /** A job trains on a machine that is not like the first one; what holds its trainer back stands among the vector instructions. */
    record MachineJoined(String node, List<String> differences, String vectors) implements StudyEvent {}

    /** What a runner elsewhere has to say: a sentence. */
    record RunnerNoted(String note) implements StudyEvent {}

    /** The run goes on, and the version before may have chosen otherwise by the same scores. */
    record RulesChanged() implements StudyEvent {}

    /** Trials have failed, which says nothing of their candidates, and are left out. */
    record TrialsFailed(int count) implements StudyEvent {}

    /** A trial that failed before is trained once more, as the user asked. */
    record TrialRetried(int trial, String reason) implements StudyEvent {}

    /**
     * The memory that training processes will take is foretold, and there may be fewer of them.
     *
     * @param wanted number of processes that were asked for, or one a processor
     * @param count number of processes that will run
     * @param each bytes that one process takes at most
     * @param free bytes that they may take
     * @param card truth of its being the memory of graphics cards
     */
    record MemoryForetold(int wanted, int count, long each, long free, boolean card) implements StudyEvent {}

    /**
     * Trainings are about to start.
     *
     * @param own truth of its being the user's own program
     * @param elsewhere words such as {@code as jobs of Slurm}; empty for processes of this machine
     */
    record WorkersStarting(int count, boolean own, String elsewhere) implements StudyEvent {}

    /**
     * Candidates to choose from are there.
     *
     * @param typical work of an epoch of the median candidate, by budget
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
     * A round, the finalists, or what is made by hand to compare with, is about to be trained.
     *
     * @param rounds number of rounds of the whole search
     * @param why criterion by which they were chosen
     */
    record TrialsChosen(Step.Why why, int rounds, String score, List<Choice> choices) implements StudyEvent {
        public TrialsChosen {
            choices = List.copyOf(choices);
        }
    }

    /** No network is made by hand for a budget. */
    record NothingByHand(Budget budget, WithoutHand reason) implements StudyEvent {}

    /** A worker has begun a trial, or begun it again: that of a number among those at work, from 0, where it has one. */
    record TrialStarted(int trial, OptionalInt worker) implements StudyEvent {
        /** By a worker without a number. */
        public TrialStarted(int trial) {
            this(trial, OptionalInt.empty());
        }
    }

    /** It was heard on which machine a trial is trained elsewhere, and as which job, if that has a name; again where it moves. */
    record TrialPlaced(int trial, String node, String job) implements StudyEvent {}

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

    /** A worker died within a trial, which is tried again from its last epoch; if alone, not until nothing else runs. */
    record WorkerDied(int trial, String reason, boolean alone) implements StudyEvent {}

    /** Workers died for want of memory, so that fewer train at the same time. */
    record WorkersFewer(int left) implements StudyEvent {}

    /** A finalist, the trial, could not be trained; the next most promising candidate for its budget takes its place. */
    record FinalistReplaced(String budget, int trial) implements StudyEvent {}

    /** The first round is over; the threshold is the rank correlation that was asked for. */
    record EarlyStopFound(EarlyStop stop, double threshold) implements StudyEvent {}

    /** Evolution is over for a budget. */
    record Evolved(Budget budget, String score, Prediction best) implements StudyEvent {}

    /** The most promising candidates for a budget were measured, took too long, each so many nanoseconds, and were replaced. */
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

    /** A single network is fitted to the images, which have the shape of its input. */
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
