package io.narsil.study.pace;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** How long trainings take side by side. */
final class Makespan {
    private Makespan() {}

    /** The time until the last worker is done, where the longest trainings begin first, as they do in a run. */
    static double of(List<Double> seconds, int workers) {
        PriorityQueue<Double> busy = new PriorityQueue<>();
        for (int i = 0; i < workers; i++) {
            busy.add(0.0);
        }
        seconds.stream().sorted(Comparator.reverseOrder()).forEach(s -> busy.add(busy.remove() + s));
        return busy.stream().max(Comparator.naturalOrder()).orElse(0.0);
    }
}
