package io.narsil.dashboard.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All runs that are shown: those of a folder, and those that are kept elsewhere. One whose folder is there, too, is shown once, with all
 * that its folder tells.
 */
public final class AllRuns implements AutoCloseable {
    private final Optional<RunsFolder> folder;
    private final List<Elsewhere> elsewhere;
    private final StoreNotes notes = new StoreNotes();

    /** All runs of some places. */
    public AllRuns(Optional<RunsFolder> folder, List<? extends Elsewhere> elsewhere) {
        this.folder = folder;
        this.elsewhere = List.copyOf(elsewhere);
    }

    /** The folder of runs; nothing where only others are shown. */
    public Optional<RunsFolder> folder() {
        return folder;
    }

    /** The runs; those that have come meanwhile are among them. */
    public List<WatchedRun> runs() {
        List<WatchedRun> all = new ArrayList<>(folder.map(RunsFolder::runs).orElse(List.of()));
        if (!elsewhere.isEmpty()) {
            Set<String> known = new HashSet<>();
            notes.of(all).forEach(a -> elsewhere.forEach(e -> e.name(a).ifPresent(known::add)));
            elsewhere.forEach(
                    e -> e.runs().stream().filter(r -> known.add(r.name())).forEach(all::add));
        }
        return all;
    }

    /** The run of a name, which need not come from us: it is looked up and leads nowhere. */
    public Optional<WatchedRun> run(String name) {
        return runs().stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /**
     * A place where runs are looked for.
     *
     * @param shown path or address
     * @param runs number of its runs, those that are shown in a folder among them
     * @param problem text of what is wrong with it; empty where nothing is
     */
    public record Place(String shown, int runs, String problem) {
        /** A line for whoever starts the pages. */
        public String text() {
            if (runs == 0 && !problem.isEmpty()) {
                return problem;
            }
            return runs == 0
                    ? shown + " holds no run yet; one is shown as soon as \"narsil search\" begins it there"
                    : shown + ": " + (runs == 1 ? "1 run" : runs + " runs");
        }
    }

    /** Where runs are looked for. */
    public List<Place> places() {
        return Stream.concat(
                        folder.stream()
                                .map(f ->
                                        new Place(f.root().toString(), f.runs().size(), f.problem())),
                        elsewhere.stream()
                                .map(e -> new Place(e.shown(), e.runs().size(), e.problem())))
                .toList();
    }

    /** Where runs are looked for, in one text. */
    public String shown() {
        return places().stream().map(Place::shown).collect(Collectors.joining(" and "));
    }

    /** What is wrong with these places; empty where nothing is. */
    public String problem() {
        return places().stream()
                .map(Place::problem)
                .filter(p -> !p.isEmpty())
                .map(p -> p.endsWith(".") ? p : p + ".")
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        folder.ifPresent(RunsFolder::close);
        elsewhere.forEach(Elsewhere::close);
    }
}
