package io.narsil.dashboard.member;

import io.narsil.dashboard.run.WatchedRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The members of families as their pages show them: of the last few what was read is kept while their files are the same. */
public final class MemberPages {
    private static final int MOST_KEPT = 8;
    private static final String NOT_HERE =
            "The folder of this run is not here, and what its members are is kept there alone. Maybe show that folder, too:"
                    + " narsil dashboard runs/ ADDRESS.";

    private final Map<List<Object>, Shown> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, Shown> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** What a member is: its figures, network, recipe and answers; nothing where the family has no such budget. */
    public Optional<Shown> member(WatchedRun run, String budget) {
        return shown(run, "member", budget, () -> new MemberReading(run.folder()).member(budget));
    }

    /** What a member finds in some test images, where it finds objects; nothing where the family has no such budget. */
    public Optional<Shown> found(WatchedRun run, String budget) {
        return shown(run, "found", budget, () -> new MemberReading(run.folder()).found(budget));
    }

    /** One at a time: whoever asks for what another one has just asked for gets the same. */
    private synchronized Optional<Shown> shown(
            WatchedRun run, String what, String budget, Supplier<Optional<Shown>> reading) {
        if (!run.here()) {
            return Optional.of(unfinished(run.link() ? run.summary().problems() : List.of(NOT_HERE)));
        }
        if (!run.summary().state().equals("finished")) {
            return Optional.of(unfinished(List.of()));
        }
        List<Object> key = List.of(run.folder(), what, budget);
        Shown known = kept.get(key);
        if (known != null && known.fresh()) {
            return Optional.of(known);
        }
        Optional<Shown> read = reading.get();
        read.ifPresent(shown -> kept.put(key, shown));
        return read;
    }

    /** Nothing of a member, with what is to be said instead. */
    private static Shown unfinished(List<String> problems) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("finished", false);
        if (!problems.isEmpty()) {
            values.put("problems", problems);
        }
        return Shown.of(values, List.of(), List.of(), "");
    }
}
