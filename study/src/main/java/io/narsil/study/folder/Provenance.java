package io.narsil.study.folder;

import io.narsil.config.UserException;
import io.narsil.json.Json;
import io.narsil.json.MayBeNull;
import io.narsil.runner.MachineKind;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a run comes from.
 *
 * @param narsil version of the program
 * @param engine engine that trains, with its version
 * @param data fingerprint of the images
 * @param started time at which the run began; for people, nothing depends on it
 * @param machines machines that trained, in their order
 * @param notes list of what is odd about the images, a line each; none where an earlier version wrote this
 * @param rules number of the rules ({@link #RULES}) by which it chose last; 0 where that was not kept
 */
public record Provenance(
        String narsil,
        String java,
        String system,
        String processor,
        int processors,
        String engine,
        String data,
        long seed,
        String started,
        List<TrainedOn> machines,
        @MayBeNull List<String> notes,
        @MayBeNull Integer rules) {
    /**
     * The number of the rules by which candidates are chosen. It grows where the same scores would make a search choose others: 9 since
     * the network with fewer blocks that a space begins with has fewer of them in all rows, whatever they are called, a clock that changes the
     * length of finals does not change what is believed, and who climbed to the end stays a finalist whatever follows, 8 since
     * finalists are chosen with more caution where few candidates were tried, and chance is known to move the scores of detectors, 7 since what is
     * far from what a space believes in counts below its mean while little was tried, 6 since
     * a space of one network that believes in a recipe begins with it, 5 since
     * no finalist is what is made by hand for its budget (but where candidates climb), and of two budgets the one comes first that is
     * the smaller by all that both limit, 4 since a space that believes in a network begins with it in two ways, 3 since
     * finalists are chosen with caution and by doubted recipes, 2 since early stopping looks at the better
     * half, 1 since the predictor knows how far chance moves a score.
     */
    public static final int RULES = 9;

    public Provenance {
        // Runs did not always keep it; then the first machine is all that is known.
        machines = machines == null || machines.isEmpty()
                ? List.of(new TrainedOn(narsil, java, system, processor, "", engine, started))
                : List.copyOf(machines);
        notes = notes == null ? List.of() : List.copyOf(notes);
        rules = rules == null ? 0 : rules;
    }

    /** Of a run that begins here and now. */
    public static Provenance here(String engine, String data, long seed, List<String> notes) {
        return of(TrainedOn.here(engine, now()), data, seed, notes);
    }

    private static Provenance of(TrainedOn here, String data, long seed, List<String> notes) {
        return new Provenance(
                here.narsil(),
                here.java(),
                here.system(),
                here.processor(),
                Runtime.getRuntime().availableProcessors(),
                here.engine(),
                data,
                seed,
                here.since(),
                List.of(here),
                notes,
                RULES);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The machine that trained last. */
    public TrainedOn last() {
        return machines.get(machines.size() - 1);
    }

    /** Whether one of its machines computes like another one. */
    private boolean knows(TrainedOn machine) {
        return machines.stream().anyMatch(known -> known.differences(machine).isEmpty());
    }

    /** What a run comes from that goes on with {@code machine}, which may be the one that it was on. */
    public Provenance on(TrainedOn machine) {
        List<TrainedOn> all = new ArrayList<>(machines);
        if (!last().differences(machine).isEmpty()) {
            all.add(machine);
        }
        return with(all);
    }

    private Provenance with(List<TrainedOn> all) {
        return new Provenance(
                narsil, java, system, processor, processors, engine, data, seed, started, all, notes, RULES);
    }

    /**
     * Keeps that this machine trains from now on, and gives what is known of the one before.
     *
     * @param data fingerprint of the images
     * @param notes list of what is odd about them, which is kept where the run begins
     * @return the machine before, and this one; nothing where both are alike, or there was none
     */
    public static Optional<Move> begin(RunFolder folder, String engine, String data, long seed, List<String> notes) {
        return begin(folder, TrainedOn.here(engine, now()), false, data, seed, notes);
    }

    /**
     * Keeps that a machine elsewhere trains from now on, which jobs may leave for another one, and come back to.
     *
     * @param data fingerprint of the images
     * @param notes list of what is odd about them
     * @return the first machine, and this one, where no machine of the run computes like it
     */
    public static Optional<Move> begin(
            RunFolder folder, MachineKind kind, String engine, String data, long seed, List<String> notes) {
        return begin(folder, TrainedOn.of(kind, engine, now()), true, data, seed, notes);
    }

    private static Optional<Move> begin(
            RunFolder folder, TrainedOn here, boolean jobs, String data, long seed, List<String> notes) {
        if (!Files.exists(folder.provenance())) {
            of(here, data, seed, notes).write(folder);
            return Optional.empty();
        }
        Provenance before = read(folder);
        Provenance after = jobs && before.knows(here) ? before.with(before.machines()) : before.on(here);
        if (!after.equals(before)) {
            after.write(folder);
        }
        // What jobs train on is held to the first machine, and told beside it.
        TrainedOn from = jobs ? before.machines().get(0) : before.last();
        return after.last().equals(before.last()) ? Optional.empty() : Optional.of(new Move(from, here));
    }

    /**
     * Keeps that another machine trains beside those that are known.
     *
     * @return the first machine of the run, and this one; nothing where one of them computes like it
     */
    public static Optional<Move> beside(RunFolder folder, MachineKind kind, String engine) {
        Provenance before = read(folder);
        TrainedOn machine = TrainedOn.of(kind, engine, now());
        if (before.knows(machine)) {
            return Optional.empty();
        }
        List<TrainedOn> all = new ArrayList<>(before.machines());
        all.add(machine);
        before.with(all).write(folder);
        return Optional.of(new Move(before.machines().get(0), machine));
    }

    /** Whether a run was, until now, one of a program that chose by other rules. */
    public static boolean otherRules(RunFolder folder) {
        return Files.exists(folder.provenance()) && read(folder).rules() != RULES;
    }

    /** Refuses to go on with a single training on other images than those of the epochs before. */
    public static void refuseOtherImages(RunFolder folder, String data) {
        boolean begun = Files.exists(folder.provenance()) && Files.exists(folder.scratch());
        if (begun && !read(folder).data().equals(data)) {
            throw new UserException(
                    folder.path().toString(),
                    "a training was begun here with other images than --data has now",
                    "the images as they were, or another folder with --out");
        }
    }

    /** A run goes on with another machine. */
    public record Move(TrainedOn from, TrainedOn to) {}

    /** Reads what a run comes from. */
    public static Provenance read(RunFolder folder) {
        return Json.complete(folder.provenance(), Provenance.class);
    }

    /** Writes it into the folder of the run. */
    public void write(RunFolder folder) {
        Json.write(folder.provenance(), this);
    }

    /** The program's version, from its jar. */
    public static String version() {
        String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
