package io.narsil.runner;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@link PretendTraining} in a process that speaks the worker protocol; its argument is a folder for its memory. By other
 * seeds it misbehaves as only a process can.
 */
public final class PretendWorker {
    static final int CRASHES_ALWAYS = 102;
    static final int CRASHES_ONCE = 103;
    static final int RUBBISH = 104;
    static final int EXITS_QUIETLY = 105;
    static final int HANGS = 107;
    static final int LOSS_IS_NO_NUMBER = 109;
    static final int IMPOSSIBLE_ACCURACY = 110;
    static final int TAKES_ALL_MEMORY = 111;
    /** Says its number as an error once the weights to start from are there. */
    static final int TELLS_ITS_SLOT = 112;

    /** Ends as if it was killed, as many times as its memory's file {@code kills-TRIAL} says, and then does well. */
    static final int IS_KILLED = 113;

    /** Prints a stack trace and ends with code 7. */
    static final int TELLS_WHY = 114;

    /** A last part of the argument: the first worker of all dies before it is ready. */
    static final String DIES_ONCE = "dies-once";

    private PretendWorker() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("no card")) {
            say(new WorkerMessage.Stopped(WorkerMessage.NO_TRIAL, "there is no card."));
            return;
        }
        Path mark = Path.of(arguments[0]);
        if (mark.endsWith(DIES_ONCE) && !Files.exists(mark)) {
            Files.createFile(mark);
            Runtime.getRuntime().halt(137);
        }
        say(new WorkerMessage.Ready("pretend"));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            WorkerRequest request = Protocol.request(line);
            if (request instanceof TrainRequest train && train.seed() >= CRASHES_ALWAYS) {
                misbehave(train, mark);
            } else {
                PretendTraining.handle(request, PretendWorker::say);
            }
        }
    }

    private static void misbehave(TrainRequest request, Path memory) throws Exception {
        int trial = request.trial();
        say(new WorkerMessage.Epoch(trial, 1, 1, 0.5, 0.01));
        switch ((int) request.seed()) {
            case CRASHES_ALWAYS -> Runtime.getRuntime().halt(139);
            case CRASHES_ONCE -> {
                Path crashed = memory.resolve("crashed-" + trial);
                if (!Files.exists(crashed)) {
                    Files.createFile(crashed);
                    Runtime.getRuntime().halt(139);
                }
                say(new WorkerMessage.Done(trial, 0.5));
            }
            case RUBBISH -> System.out.println("Segmentation fault {");
            case EXITS_QUIETLY -> Runtime.getRuntime().halt(0);
            case TAKES_ALL_MEMORY -> takeAllMemory();
            case TELLS_ITS_SLOT -> {
                while (!Files.exists(Path.of(request.start()))) {
                    Thread.sleep(5);
                }
                say(new WorkerMessage.Failed(trial, false, "slot " + System.getenv(WorkerCommand.SLOT)));
            }
            case IS_KILLED -> isKilled(trial, memory);
            case TELLS_WHY -> {
                new IllegalStateException("no such thing").printStackTrace();
                Runtime.getRuntime().halt(7);
            }
            case HANGS -> Thread.sleep(600_000);
            case LOSS_IS_NO_NUMBER -> say(new WorkerMessage.Epoch(trial, 3, Double.NaN, 0.5, 0.01));
            case IMPOSSIBLE_ACCURACY -> say(new WorkerMessage.Epoch(trial, 3, 1, 93.5, 0.01));
            default -> throw new IllegalArgumentException("" + request.seed());
        }
    }

    private static void isKilled(int trial, Path memory) throws Exception {
        Path kills = memory.resolve("kills-" + trial);
        int left = Integer.parseInt(Files.readString(kills));
        if (left > 0) {
            Files.writeString(kills, "" + (left - 1));
            Runtime.getRuntime().halt(137);
        }
        say(new WorkerMessage.Epoch(trial, 2, 1, 0.5, 0.01));
        say(new WorkerMessage.Done(trial, 0.5));
    }

    private static void takeAllMemory() {
        byte[][] taken = new byte[1 << 20][];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = new byte[1 << 20];
        }
    }

    private static void say(WorkerMessage message) {
        // As Python writes it.
        System.out.println(Protocol.write(message).replace("\"NaN\"", "NaN"));
        System.out.flush();
    }
}
