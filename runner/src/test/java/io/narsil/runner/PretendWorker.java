package io.narsil.runner;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A worker that trains nothing and misbehaves as its trial's seed says; its argument is a folder for its memory. */
public final class PretendWorker {
    static final int WELL = 0;
    static final int DIVERGES = 1;
    static final int CRASHES_ALWAYS = 2;
    static final int CRASHES_ONCE = 3;
    static final int RUBBISH = 4;
    static final int EXITS_QUIETLY = 5;
    static final int DISK_FULL = 6;
    static final int HANGS = 7;
    static final int SLOW = 8;
    static final int LOSS_IS_NO_NUMBER = 9;
    static final int IMPOSSIBLE_ACCURACY = 10;
    static final int TAKES_ALL_MEMORY = 11;
    static final int TELLS_ITS_SLOT = 12;

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
            TrialRequest request = Protocol.request(line);
            int trial = request.trial();
            for (int epoch = 1; epoch <= request.epochs(); epoch++) {
                say(new WorkerMessage.Epoch(trial, epoch, 1.0 / epoch, 1 - 1.0 / (epoch + trial + 1), 0.01));
            }
            switch ((int) request.seed()) {
                case DIVERGES -> say(new WorkerMessage.Failed(trial, true, "the loss was NaN"));
                case CRASHES_ALWAYS -> Runtime.getRuntime().halt(139);
                case CRASHES_ONCE -> {
                    Path crashed = Path.of(arguments[0], "crashed-" + trial);
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
                    Thread.sleep(1_000);
                    String slot = System.getenv(WorkerCommand.SLOT);
                    say(new WorkerMessage.Failed(trial, false, "slot " + slot));
                }
                case HANGS -> Thread.sleep(600_000);
                case SLOW -> {
                    for (int i = 0; i < 8; i++) {
                        Thread.sleep(500);
                        say(new WorkerMessage.Alive(trial));
                    }
                    say(new WorkerMessage.Done(trial, 0.5));
                }
                case LOSS_IS_NO_NUMBER -> say(new WorkerMessage.Epoch(trial, 3, Double.NaN, 0.5, 0.01));
                case IMPOSSIBLE_ACCURACY -> say(new WorkerMessage.Epoch(trial, 3, 1, 93.5, 0.01));
                case DISK_FULL -> say(new WorkerMessage.Stopped(trial, "a.bin: the disk is full."));
                default -> say(new WorkerMessage.Done(trial, request.test() ? 0.5 : null));
            }
        }
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
