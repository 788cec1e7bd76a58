package io.narsil.kubernetes;

import io.narsil.runner.jobs.JobWorker;
import java.util.List;

/** The command {@code narsil worker --request FILE} of an image. */
final class PretendNarsil {
    private PretendNarsil() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        if (words.size() != 3 || !words.subList(0, 2).equals(List.of("worker", "--request"))) {
            System.exit(2);
        }
        JobWorker.main(new String[] {words.get(2)});
    }
}
