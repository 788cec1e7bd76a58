package io.narsil.dashboard.action;

import io.narsil.config.Words;
import io.narsil.dashboard.run.AllRuns;
import io.narsil.dashboard.run.RunsFolder;
import io.narsil.dashboard.run.WatchedRun;
import io.narsil.study.folder.RunHolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What pages may have done to the runs of a folder. */
public final class Actions implements AutoCloseable {
    /** The largest request, in bytes. */
    public static final int LARGEST = Wish.LARGEST;

    /** The folder beside the runs, which is not looked into for runs since its name begins with a dot. */
    private static final String LOGS = ".actions";

    private static final int TAIL = 64 << 10;
    private static final int MOST_DIGITS = 9;

    private final AllRuns runs;
    private final JobQueue queue;
    /** Who was asked to stop: a search takes a moment to end. */
    private final Set<RunHolder> asked = ConcurrentHashMap.newKeySet();
    /** What runs ends with the program, also where a signal ends it. */
    private final Thread farewell;

    /**
     * Actions on runs of which some have their folder here.
     *
     * @param program program whose commands are started
     */
    public Actions(AllRuns runs, Program program) {
        this.runs = runs;
        this.queue = new JobQueue(program, new JobLogs(this::beside));
        this.farewell = new Thread(queue::close, "narsil-actions-end");
        Runtime.getRuntime().addShutdownHook(farewell);
    }

    /** Where logs are: a folder that is a run itself is only written to by commands. */
    private Path beside() {
        RunsFolder folder = runs.folder().orElseThrow();
        Path root = folder.root().toAbsolutePath().normalize();
        return folder.single() ? root.resolveSibling(LOGS) : root.resolve(LOGS);
    }

    /** What can be asked of a run, and all jobs; jobs alone where there is no such run. */
    public Map<String, Object> offers(String name) {
        Map<String, Object> all = new LinkedHashMap<>();
        Optional<WatchedRun> run = runs.run(name).filter(WatchedRun::here);
        all.put("allowed", true);
        all.put("offers", run.map(Offer::of).orElse(List.of()));
        all.put("evolves", run.map(MemberCommands::learned).orElse(false));
        all.put("evolved", run.map(MemberCommands::evolved).orElse(List.of()));
        all.put("jobs", queue.jobs());
        return all;
    }

    /** A job with the end of what it said; nothing where there is no such job. */
    public Optional<Map<String, Object>> job(String number) {
        return find(number).map(job -> Map.of("job", job.view(), "text", JobLogs.tail(job.log(), TAIL)));
    }

    private Optional<Job> find(String number) {
        return number.matches("[0-9]{1," + MOST_DIGITS + "}") ? queue.job(Integer.parseInt(number)) : Optional.empty();
    }

    /**
     * Takes an action; {@link Refused} where it cannot be taken.
     *
     * @param body JSON of the request
     * @return job that carries it out, or a sentence that says what was done
     */
    public Map<String, Object> act(byte[] body) {
        Wish wish = Wish.read(body);
        String action = wish.text("action");
        if (action.equals("cancel")) {
            Job job = find(wish.text("job")).orElseThrow(() -> new Refused(404, "There is no such number."));
            return Map.of("job", queue.cancel(job));
        }
        WatchedRun run = runs.run(wish.text("run"))
                .orElseThrow(() -> new Refused(404, "There is no such run in " + runs.shown() + "."));
        if (run.link()) {
            throw new Refused(409, run.name() + " is a link, which is not followed.");
        }
        if (!run.here()) {
            throw new Refused(
                    409,
                    "The folder of " + run.name() + " is not here. Maybe do it on a machine that sees that folder.");
        }
        Optional<Offer.Kind> kind = Words.find(Offer.Kind.class, action);
        if (kind.isPresent()) {
            List<String> command = Offer.command(kind.get(), run);
            return kind.get() == Offer.Kind.STOP
                    ? stop(run)
                    : add(action, run, List.of(command), () -> still(kind.get(), run, command));
        }
        MemberCommands members = new MemberCommands(run);
        return switch (action) {
            case "evolve" -> add(action, run, members.evolve(wish), () -> {});
            case "take" -> add(action, run, members.take(wish), () -> {});
            case "train" -> add(action, run, members.train(wish), () -> {});
            case "train_candidate" -> add(action, run, members.trainCandidate(wish), () -> {});
            default ->
                throw new Refused(
                        400,
                        "There is no action " + Wish.plain(action) + ". There are "
                                + String.join(", ", Words.all(Offer.Kind.class))
                                + ", evolve, take, train, train_candidate and cancel.");
        };
    }

    /** Throws {@link Refused} where a run does not allow a command any more that has waited, or would have another one. */
    private static void still(Offer.Kind kind, WatchedRun run, List<String> command) {
        if (!Offer.command(kind, run).equals(command)) {
            throw new Refused(409, run.name() + " has changed while this waited. Maybe ask for it once more.");
        }
    }

    private Map<String, Object> add(String action, WatchedRun run, List<List<String>> commands, Runnable again) {
        for (String word : commands.stream().flatMap(List::stream).toList()) {
            // The command line would read such a word as the name of a file with more of them.
            if (word.startsWith("@") || word.indexOf('\0') >= 0) {
                throw new Refused(409, "The study of " + run.name() + " names something that no command can be told.");
            }
        }
        return Map.of("job", queue.add(action, run.name(), commands, again));
    }

    private Map<String, Object> stop(WatchedRun run) {
        RunHolder holder = RunHolder.of(run.folder())
                .orElseThrow(() -> new Refused(
                        409,
                        "Nobody knows which process searches in " + run.name()
                                + ": it has just ended, or an earlier version began it. Maybe stop it where it runs."));
        if (!holder.near()) {
            throw new Refused(
                    409,
                    "The search in " + run.name() + " runs on the machine " + Wish.plain(holder.machine())
                            + ". Maybe stop it there.");
        }
        if (!holder.stop()) {
            throw new Refused(
                    409,
                    "The search in " + run.name() + " (process " + holder.process()
                            + ") cannot be stopped from here: it is over, or another user's.");
        }
        return Map.of(
                "said",
                "The search in " + run.name()
                        + (asked.add(holder)
                                ? " was asked to stop."
                                : " was asked to stop before, and is ending. Like a second Ctrl-C, this changes"
                                        + " nothing: it keeps what is over and ends its processes."));
    }

    @Override
    public void close() {
        queue.close();
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            // The program is ending: the queue is closed twice.
        }
    }
}
