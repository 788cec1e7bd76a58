package io.narsil.runner;

import io.narsil.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A trainer that trains nothing, and does what its trial's seed says. {@link TrialRunnerContract} has a runner train with
 * it: in the runner's own threads by {@link #handle}, or in processes by {@link PretendWorker}.
 */
public final class PretendTraining {
    /** Tells all epochs, writes what is asked for and is done. */
    public static final int WELL = 0;
    /** Tells all epochs, and that the loss was no number. */
    public static final int DIVERGES = 1;
    /** Tells all epochs, and that something went wrong. */
    public static final int FAILS = 2;
    /** Tells all epochs, and that nothing can go on. */
    public static final int STOPS = 3;
    /** Tells one epoch, waits for the weights to start from, then goes on as {@link #WELL}. */
    public static final int WAITS = 4;

    private static final int POLL = 5;

    private PretendTraining() {}

    /**
     * Does what a request says.
     *
     * @param request with paths in the place of keys, as {@link Protocol#write(WorkerRequest, ArtifactResolver)} puts them
     * @param say is told all messages, of which the last one ends the request
     * @throws InterruptedException where the thread is interrupted while it waits
     */
    public static void handle(WorkerRequest request, Consumer<WorkerMessage> say) throws InterruptedException {
        try {
            if (request instanceof TrainRequest train) {
                train(train, say);
            } else if (request instanceof AnswerRequest answer) {
                answer(answer, say);
            }
        } catch (IOException e) {
            say.accept(new WorkerMessage.Failed(request.trial(), false, e.toString()));
        }
    }

    private static void train(TrainRequest request, Consumer<WorkerMessage> say)
            throws IOException, InterruptedException {
        int trial = request.trial();
        for (int epoch = 1; epoch <= request.epochs(); epoch++) {
            say.accept(new WorkerMessage.Epoch(trial, epoch, 1.0 / epoch, accuracy(trial, epoch), 0.01));
            while (request.seed() == WAITS && !Files.exists(Path.of(request.start()))) {
                Thread.sleep(POLL);
            }
        }
        switch ((int) request.seed()) {
            case DIVERGES -> say.accept(new WorkerMessage.Failed(trial, true, "the loss was NaN"));
            case FAILS -> say.accept(new WorkerMessage.Failed(trial, false, "something went wrong"));
            case STOPS -> say.accept(new WorkerMessage.Stopped(trial, "a.bin: the disk is full."));
            default -> {
                if (!request.weights().isEmpty()) {
                    WholeFile.write(Path.of(request.weights()), weights(trial, read(request.images())));
                }
                say.accept(new WorkerMessage.Done(trial, request.test() ? 0.5 : null));
            }
        }
    }

    private static void answer(AnswerRequest request, Consumer<WorkerMessage> say) throws IOException {
        if (!Files.exists(Path.of(request.weights()))) {
            say.accept(new WorkerMessage.Failed(request.trial(), false, "there are no weights"));
            return;
        }
        String text = answers(request.count(), read(request.weights()), read(request.images()));
        WholeFile.write(Path.of(request.answers()), text);
        say.accept(new WorkerMessage.Done(request.trial(), null));
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    /** The accuracy that is told after an epoch, from 1. */
    public static double accuracy(int trial, int epoch) {
        return 1 - 1.0 / (epoch + trial + 1);
    }

    /** The weights of a trial on images, which are both texts here. */
    public static String weights(int trial, String images) {
        return "trial " + trial + " of " + images;
    }

    /** The answers of weights for images, which are both texts here. */
    public static String answers(int count, String weights, String images) {
        return count + " answers by " + weights + " for " + images;
    }
}
