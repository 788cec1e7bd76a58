package io.narsil.torch;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.narsil.config.UserException;
import io.narsil.files.TemporaryFolder;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.Protocol;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.WorkerRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** The built-in trainer: a process that speaks the worker protocol and carries out one request at a time. */
public final class Worker {
    private static final int MEGABYTES = 330;
    /** The longest time that another process is given to unpack libtorch. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final PrintStream out;
    private final RequestHandler handler;

    private Worker(PrintStream out, TorchDevice device) {
        this.out = out;
        this.handler = new RequestHandler(device, this::say);
    }

    /** Reads requests from standard input until it ends; then the process ends at once, even in the midst of a trial. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream protocol = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(lines), "narsil-worker-input");
        reader.setDaemon(true);
        reader.start();
        Worker worker;
        try {
            worker = new Worker(protocol, libtorch());
        } catch (UserException e) {
            say(protocol, new WorkerMessage.Stopped(WorkerMessage.NO_TRIAL, e.getMessage()));
            return;
        }
        worker.say(new WorkerMessage.Ready(engine()));
        while (true) {
            worker.handle(lines.take());
        }
    }

    /** What computes, by the first calls of libtorch, which unpack it. */
    private static TorchDevice libtorch() throws InterruptedException {
        Path folder;
        try {
            folder = Loader.getCacheDir().toPath();
        } catch (IOException e) {
            return started();
        }
        String kind = Loader.getPlatform() + System.getProperty("org.bytedeco.javacpp.platform.extension", "");
        return Unpacking.alone(folder, "narsil-" + engine().replace(' ', '-') + "-" + kind, PATIENCE, Worker::started);
    }

    private static TorchDevice started() {
        TorchDevice device = device();
        setThreads();
        return device;
    }

    private static void setThreads() {
        try {
            torch.set_num_threads(Integer.getInteger("narsil.threads", 1));
        } catch (LinkageError e) {
            e.printStackTrace();
            throw unpacking(e);
        }
    }

    private static UserException unpacking(LinkageError failure) {
        Path folder;
        try {
            folder = Loader.getCacheDir().toPath();
        } catch (IOException e) {
            // Neither the one that is usual nor one of temporary files can be made.
            return TemporaryFolder.failure("libtorch", MEGABYTES, failure);
        }
        return TemporaryFolder.refusal(
                "folder of unpacked libraries",
                folder,
                "libtorch",
                MEGABYTES,
                failure,
                "free some space there, or name another with JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER"
                        + " before the command");
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
                    "install CUDA 13, cuDNN 9 and NCCL 2, and name their folders in LD_LIBRARY_PATH");
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
        WorkerRequest request;
        try {
            request = Protocol.request(line);
        } catch (JsonProcessingException e) {
            say(new WorkerMessage.Stopped(
                    WorkerMessage.NO_TRIAL, "not a line of the worker protocol: " + e.getOriginalMessage()));
            return;
        } catch (UserException e) {
            say(new WorkerMessage.Stopped(WorkerMessage.NO_TRIAL, e.getMessage()));
            return;
        }
        try {
            say(handle(request));
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

    private WorkerMessage.Done handle(WorkerRequest request) {
        if (request instanceof TrainRequest train) {
            return handler.train(train);
        }
        handler.answer((AnswerRequest) request);
        return new WorkerMessage.Done(request.trial(), null);
    }

    /** Whether an exception says that libtorch's allocator, on the processor or on a card, has no more memory. */
    static boolean isOutOfMemory(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("allocate memory")
                || message.contains("not enough memory")
                || message.contains("out of memory");
    }

    private void say(WorkerMessage message) {
        say(out, message);
    }

    private static void say(PrintStream out, WorkerMessage message) {
        out.println(Protocol.write(message));
    }
}
