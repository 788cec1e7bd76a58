package io.narsil.torch;

import io.narsil.data.DataSet;
import io.narsil.data.Drawn;
import io.narsil.data.ImageSet;
import io.narsil.data.Variation;
import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.runner.EvaluationMemory;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains one network with one recipe, epoch by epoch, in the calling thread.
 *
 * <p>An epoch depends only on the state before it and on (seed, epoch), so a training that was stopped between two
 * epochs goes on with the same bits.
 */
final class Trainer implements AutoCloseable {
    private final PointerScope scope = new PointerScope();
    private final TorchDevice device;
    private final Architecture network;
    private final Recipe recipe;
    private final DataSet data;
    private final Seeds seeds;
    private final int scheduleEpochs;
    private final Weights weights;
    private final Leaves leaves;
    private final Optimizer optimizer;
    private final Optional<StageRates> rates;
    private final Ema ema;
    private final BatchTensor input;
    private final TrainingImages images;
    /** The same as the teacher sees them, where that is not a copy of the student's. */
    private final Optional<TrainingImages> taught;

    private final TaskTraining task;
    private final Evaluation evaluation;
    private final Optional<Teacher> teacher;
    private final Weights teacherWeights;
    private final Folded teacherFolded;
    /** Frozen layers, which are the same to the end of the training. */
    private final Folded still;

    private boolean sparing;
    private boolean begun;

    private long step;

    /**
     * The result of an epoch.
     *
     * @param loss mean over the training batches
     * @param score task's score on the validation images, of the EMA of the weights where the recipe has one
     */
    record EpochResult(double loss, double score) {}

    /** A training before its first step. */
    Trainer(Architecture network, Recipe recipe, DataSet data, Seeds seeds, int scheduleEpochs, Setup setup) {
        device = setup.device();
        this.network = network;
        this.recipe = recipe;
        this.data = data;
        this.seeds = seeds;
        this.scheduleEpochs = scheduleEpochs;
        weights = new Weights(Layout.of(network), device);
        weights.start(seeds, network.firstValues());
        setup.parent().ifPresent(weights::inherit);
        setup.start().ifPresent(file -> weights.load(file, WeightShapes.head(network)));
        teacher = setup.teacher();
        teacherWeights =
                teacher.map(t -> new Weights(Layout.of(t.network()), device)).orElse(null);
        teacher.ifPresent(t -> teacherWeights.load(t.weights(), List.of()));
        teacherFolded = teacher.map(t -> Folded.of(t.network(), teacherWeights)).orElse(null);
        still = Folded.of(network, weights, device.precision(), name -> StageRates.frozen(name, recipe));
        leaves = new Leaves(weights, device.precision(), name -> StageRates.frozen(name, recipe));
        rates = StageRates.of(network, recipe, weights);
        optimizer = Optimizers.of(recipe.optimizer().key(), leaves.gradients());
        ema = recipe.ema() ? new Ema(weights, recipe.emaDecay()) : null;
        int side = Math.max(
                network.input().height(),
                teacher.map(t -> t.network().resolution()).orElse(1));
        int evaluated = EvaluationMemory.batch(side);
        int learned = Math.min(recipe.batchSize(), data.train().count());
        int batch = Math.max(learned, evaluated);
        int trained = recipe.trainingSide(network.input().height());
        Variation own = at(trained);
        input = memory(batch, own);
        images = new TrainingImages(data, own, seeds, trained, input);
        taught = teacher.map(t -> recipe.trainingSide(t.network().resolution()))
                .filter(other -> at(other).side(stored()) != own.side(stored()))
                .map(other -> new TrainingImages(data, at(other), seeds, other, memory(learned, at(other))));
        task = TaskTraining.of(network, recipe, data, setup, input);
        evaluation = new Evaluation(network, task, data, input, evaluated);
    }

    private int stored() {
        return data.train().size();
    }

    /** The variation of images for a network that is trained with some side. What boxes follow keeps the size that it is stored with. */
    private Variation at(int side) {
        Variation variation = Variation.of(recipe);
        return network instanceof Network ? variation.at(side) : variation;
    }

    /** Memory for images as they are stored, and as they are varied. */
    private BatchTensor memory(int batch, Variation variation) {
        int side = Math.max(stored(), variation.side(stored()));
        return new BatchTensor(batch, data.train().channels(), side, device);
    }

    /**
     * How images come to the size that a network takes, in words that are others where their pixels would be; empty where they have it.
     *
     * @param teaches truth of the teacher's images counting, too
     */
    String scaling(boolean teaches) {
        int side = recipe.trainingSide(network.input().height());
        boolean once = at(side).side(stored()) != stored() || (teaches && taught.isPresent());
        boolean others = teaches
                && teacher.filter(t -> t.network().resolution() != stored()).isPresent();
        boolean smaller = recipe.trainingSize() < 1;
        String words = (smaller ? " to " + side : "") + (once ? " at once" : "");
        return smaller || side != stored() || others ? " triangle" + words : "";
    }

    /** Trains the epoch numbered {@code epoch}, from 1, and validates. */
    EpochResult epoch(int epoch) {
        return epoch(epoch, () -> {});
    }

    /**
     * Trains the epoch numbered {@code epoch}, from 1, and validates.
     *
     * @param stepped action after every step
     */
    EpochResult epoch(int epoch, Runnable stepped) {
        // libtorch's own generator is used for dropout and stochastic depth only, and starts anew with each epoch.
        torch.manual_seed(seeds.derive("torch", epoch));
        if (!begun) {
            // Not for those who only evaluate.
            int batch = Math.min(recipe.batchSize(), data.train().count());
            double share = recipe.shareInTraining(network.input().height());
            sparing = Sparing.wanted(network, batch, share, device);
            begun = true;
        }
        boolean teaches = teacher.filter(t -> epoch > t.after()).isPresent();
        images.begin(epoch);
        taught.ifPresent(others -> others.begin(epoch));
        int batch = Math.min(recipe.batchSize(), images.count());
        int steps = images.count() / batch;
        double loss = 0;
        for (int i = 0; i < steps; i++) {
            Drawn drawn = images.next(batch);
            if (teaches) {
                taught.ifPresent(others -> others.next(batch));
            }
            double rate = recipe.rate(epoch - 1 + (double) i / steps, scheduleEpochs);
            loss += step(batch, drawn.share(), rate, teaches);
            stepped.run();
            if (!Double.isFinite(loss)) {
                throw new DivergedException("the loss was " + loss + " in step " + (i + 1) + " of epoch " + epoch);
            }
        }
        return new EpochResult(loss / steps, score(data.validation()));
    }

    private double step(int batch, double share, double rate, boolean teaches) {
        try (PointerScope inner = new PointerScope()) {
            leaves.refresh();
            TrainingPass pass = TrainingPass.of(network, task::outputs, leaves, recipe, still, device, sparing);
            Tensor outputs = pass.outputs(images.batch(batch)).to(torch.ScalarType.Float);
            Tensor loss = task.loss(outputs, batch, share);
            if (teaches) {
                Tensor distillation = task.distillation(outputs, teacherOutputs(batch), batch, share);
                double weight = teacher.orElseThrow().share();
                loss = distillation.mul(new Scalar(weight)).add(loss, new Scalar(1 - weight));
            }
            pass.differentiate(loss);
            Tensor gradients = leaves.gradients();
            try (NoGradGuard guard = new NoGradGuard()) {
                if (recipe.weightDecay() > 0) {
                    long decayed = weights.layout().weights();
                    gradients
                            .narrow(0, 0, decayed)
                            .add_(weights.trained().narrow(0, 0, decayed), new Scalar(recipe.weightDecay()));
                }
                if (rates.isPresent()) {
                    rates.get().step(optimizer, weights.trained(), gradients, rate);
                } else {
                    optimizer.step(weights.trained(), gradients, rate);
                }
                step++;
                if (ema != null) {
                    ema.update(step);
                }
            }
            return loss.item_float();
        }
    }

    /** The teacher's outputs for the same varied and mixed images, as much smaller, so that it, too, finds objects of the size it knows. */
    private Tensor teacherOutputs(int batch) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Network master = teacher.orElseThrow().network();
            Tensor seen = taught.map(others -> others.batch(batch))
                    .orElseGet(() -> images.batch(batch, recipe.trainingSide(master.resolution())));
            return master.accept(TorchReader.evaluation(teacherWeights, teacherFolded), seen);
        }
    }

    /** The task's score of the weights in use. */
    double score(ImageSet set) {
        return evaluation.score(set, inUse()).value();
    }

    /** Writes the answers of the weights in use to all images of validation and test. */
    void writeAnswers(Path file) {
        task.write(file, evaluation.score(data.validation(), inUse()), evaluation.score(data.test(), inUse()));
    }

    /**
     * The logits of the first images of a set, by the weights in use.
     *
     * @param most number of images at most
     * @return {@code images} as the network takes them, (image, channel, row, column), and {@code logits} (image, class)
     */
    List<TensorEntry> logits(ImageSet set, int most) {
        return evaluation.logits(set, most, inUse());
    }

    /** The weights that are validated and deployed: the EMA where the recipe has one. */
    Weights inUse() {
        return ema == null ? weights : ema.weights();
    }

    /** Loads the weights in use from a file, for {@link #score}. The training cannot go on from them. */
    void use(Path file) {
        inUse().load(file, List.of());
    }

    /** The state: everything that the next epoch depends on, by name. It is restored by copying into these tensors. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("trained", weights.trained());
        state.put("statistics", weights.statistics());
        optimizer.state().forEach((name, tensor) -> state.put("optimizer." + name, tensor));
        if (ema != null) {
            state.put("average.trained", ema.weights().trained());
            state.put("average.statistics", ema.weights().statistics());
        }
        return state;
    }

    /** The number of steps taken so far. */
    long steps() {
        return step;
    }

    /** Sets the number of steps after the state was restored. */
    void resumeAfter(long steps) {
        step = steps;
    }

    @Override
    public void close() {
        scope.close();
    }
}
