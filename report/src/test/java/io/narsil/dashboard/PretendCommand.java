package io.narsil.dashboard;

import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunLock;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes the place of this program: it says what it was asked, and does as files in its folder say. */
public final class PretendCommand {
    /** While this file is there, it does not end. */
    static final String HOLD = "hold";
    /** While this file is there, it fails. */
    static final String FAIL = "fail";

    private static final int MILLIS = 20;

    private PretendCommand() {}

    /** The words that start it. */
    static List<String> words(Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")
                        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                PretendCommand.class.getName(),
                folder.toString());
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
        if (words.get(0).equals("lock")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> hold(folder)));
            try (RunLock lock = RunLock.take(new RunFolder(Path.of(words.get(1))))) {
                lock.check();
                System.out.println("taken");
                System.in.read();
            }
            return;
        }
        System.out.println("asked: " + words);
        hold(folder);
        if (Files.exists(folder.resolve(FAIL))) {
            System.err.println(
                    "a.yaml:3: it is broken. Maybe mend it\nb.yaml:4: so is this. Maybe <b>mend</b> it\n2 problems.");
            System.exit(2);
        }
        System.out.println("done: " + words.get(0) + "\n");
    }

    private static void hold(Path folder) {
        while (Files.exists(folder.resolve(HOLD))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS));
        }
    }
}
