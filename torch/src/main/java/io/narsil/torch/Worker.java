package io.narsil.torch;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.PreparedData;
import io.narsil.network.Network;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.runner.Protocol;
import io.narsil.runner.TrialRequest;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerMessage;
import io.narsil.tensors.Safetensors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** The built-in trainer: a process that speaks the worker protocol and trains one trial at a time. */
public final class Worker {
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    /** Images that an exported network is proven on. */
    private static final int ANSWERS = 200;

    private final PrintStream out;
    private String dataPath = "";
    private DataSet data;
    private TorchDevice device = TorchDevice.CPU;

    private Worker(PrintStream out) {
        this.out = out;
    }

    /** Reads trials from standard input until it ends; then the process ends at once, even in the midst of a trial. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream protocol = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(lines), "narsil-worker-input");
        reader.setDaemon(true);
        reader.start();
        Worker worker = new Worker(protocol);
        try {
            worker.device = device();
            torch.set_num_threads(Integer.getInteger("narsil.threads", 1));
        } catch (UserException e) {
            worker.say(new WorkerMessage.Stopped(WorkerMessage.NO_TRIAL, e.getMessage()));
            return;
        }
        worker.say(new WorkerMessage.Ready(engine()));
        while (true) {
            worker.handle(lines.take());
        }
    }

    private static TorchDevice device() {
        if (!Boolean.getBoolean(WorkerCommand.CUDA)) {
            return Boolean.getBoolean(WorkerCommand.BF16) ? TorchDevice.CPU_BF16 : TorchDevice.CPU;
        }
        String slot = System.getenv(WorkerCommand.SLOT);
        try {
            return TorchDevice.cuda(slot == null ? 0 : Integer.parseInt(slot), Boolean.getBoolean(WorkerCommand.BF16));
        } catch (LinkageError e) {
            e.printStackTrace();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UserException(
                    "device: cuda",
                    "libtorch for graphics cards cannot be loaded (" + cause.getMessage() + ")",
                    "build with \"mvn -P gpu -DskipTests package\", and install CUDA 13, its driver and cuDNN 9");
        }
    }

    private static String engine() {
        try {
            return "libtorch " + Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException e) {
            return "libtorch";
        }
    }

    private static void read(BlockingQueue<String> lines) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
        // The command that started this worker is gone or wants it gone: no orphan goes on training.
        Runtime.getRuntime().halt(0);
    }

    private void handle(String line) {
        TrialRequest request;
        try {
            request = Protocol.request(line);
        } catch (JsonProcessingException e) {
            System.err.println("not a line of the worker protocol: " + e.getOriginalMessage());
            return;
        }
        try {
            Double test = train(request);
            say(new WorkerMessage.Done(request.trial(), test));
        } catch (DivergedException e) {
            say(new WorkerMessage.Failed(request.trial(), true, e.getMessage()));
        } catch (UserException e) {
            say(new WorkerMessage.Stopped(request.trial(), e.getMessage()));
        } catch (IllegalArgumentException e) {
            say(new WorkerMessage.Failed(request.trial(), false, e.getMessage()));
        } catch (RuntimeException e) {
            if (!isOutOfMemory(e)) {
                throw e;
            }
            // libtorch could not allocate: what is left of this process is not worth trusting.
            e.printStackTrace();
            Runtime.getRuntime().halt(WorkerCommand.OUT_OF_MEMORY);
        }
    }

    /** Whether libtorch's allocator, on the processor or on a card, says that there is no more. */
    static boolean isOutOfMemory(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("allocate memory")
                || message.contains("not enough memory")
                || message.contains("out of memory");
    }

    private Double train(TrialRequest request) {
        Network network = Protocol.network(request.architecture());
        Recipe recipe = Recipe.of(request.recipe());
        if (!dataPath.equals(request.data())) {
            data = PreparedData.read(Path.of(request.data()));
            dataPath = request.data();
        }
        Optional<Teacher> teacher = Optional.ofNullable(request.teacher())
                .map(t -> new Teacher(Protocol.network(t.architecture()), Path.of(t.weights()), t.share()));
        Setup setup = new Setup(file(request.start()), teacher, device);
        Seeds seeds = new Seeds(request.seed());
        try (Trainer trainer = new Trainer(network, recipe, data, seeds, request.scheduleEpochs(), setup)) {
            epochs(request, trainer);
            if (!request.weights().isEmpty()) {
                if (request.best()) {
                    trainer.use(Path.of(request.weights()));
                } else {
                    writeWeights(request, trainer);
                }
            }
            if (!request.answers().isEmpty()) {
                Safetensors.write(Path.of(request.answers()), trainer.answers(data.test(), ANSWERS), Map.of());
            }
            return request.test() ? trainer.score(data.test()) : null;
        }
    }

    private void epochs(TrialRequest request, Trainer trainer) {
        String identity = request.architecture() + " " + request.recipe() + " " + request.seed() + " "
                + request.scheduleEpochs() + " " + request.start() + " " + request.teacher() + " " + device.name();
        Optional<Path> checkpoint = file(request.checkpoint());
        List<Trainer.EpochResult> epochs = new ArrayList<>();
        checkpoint.flatMap(file -> Checkpoint.restore(file, trainer, identity)).ifPresent(epochs::addAll);
        for (int epoch = 1; epoch <= epochs.size(); epoch++) {
            say(request, epoch, epochs.get(epoch - 1), 0);
        }
        for (int epoch = epochs.size() + 1; epoch <= request.epochs(); epoch++) {
            long begun = System.nanoTime();
            Trainer.EpochResult result = trainer.epoch(epoch, heartbeat(request.trial()));
            // Before the checkpoint that knows of the epoch: a training killed in between comes by here once more.
            if (request.best() && epochs.stream().allMatch(e -> e.score() < result.score())) {
                writeWeights(request, trainer);
            }
            epochs.add(result);
            if (checkpoint.isPresent()) {
                Checkpoint.save(checkpoint.get(), trainer, identity, epochs);
            }
            say(request, epoch, result, (System.nanoTime() - begun) / 1e9);
        }
    }

    private static Optional<Path> file(String path) {
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }

    private static void writeWeights(TrialRequest request, Trainer trainer) {
        Safetensors.write(Path.of(request.weights()), trainer.inUse().export(), Map.of("format", "pt"));
    }

    /** Says now and then that a trial goes on. It is run by the thread that trains: where that hangs, nothing is said. */
    private Runnable heartbeat(int trial) {
        long[] last = {System.nanoTime()};
        return () -> {
            if (System.nanoTime() - last[0] > HEARTBEAT.toNanos()) {
                last[0] = System.nanoTime();
                say(new WorkerMessage.Alive(trial));
            }
        };
    }

    private void say(TrialRequest request, int epoch, Trainer.EpochResult result, double seconds) {
        say(new WorkerMessage.Epoch(request.trial(), epoch, result.loss(), result.score(), seconds));
    }

    private void say(WorkerMessage message) {
        out.println(Protocol.write(message));
    }
}
