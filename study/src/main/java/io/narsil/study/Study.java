package io.narsil.study;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSpec;
import io.narsil.runner.Engine;
import io.narsil.runner.RunnerKinds;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerPool;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.parent.ParentModel;
import io.narsil.task.Fit;
import io.narsil.task.Goal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user asks for. Made by {@link #of}.
 *
 * @param name name of the run folder
 * @param data images to learn from
 * @param space space that is searched
 * @param plan plan of the search
 * @param unsaid settings of the plan that nobody chose, of those that follow the images: {@code epochs}, {@code final_epochs}
 * @param time time that the search may take
 * @param score number by which networks are compared
 * @param training program that trains
 * @param store address of the store that keeps the trials; nothing for the one that the run has, or a file in its folder
 * @param parent trained network that candidates start from; nothing where they start at random
 * @param profile file of the device that networks are to be quick on; nothing for this machine
 * @param lines places where each of these was read, for messages
 */
public record Study(
        String name,
        DataSpec data,
        Space space,
        SearchPlan plan,
        Set<String> unsaid,
        TimeLimit time,
        Goal score,
        Training training,
        Optional<String> store,
        Optional<ParentModel> parent,
        Optional<Path> profile,
        Lines lines) {
    /** The largest number of training processes. */
    public static final int MOST_WORKERS = WorkerPool.MOST;

    public Study {
        unsaid = Set.copyOf(unsaid);
    }

    /**
     * The space of a study.
     *
     * @param name name of a shipped space, or of its file
     * @param text text of that file, which is kept with the run
     */
    public record Space(String name, String text) {
        /** A space that ships with Narsil, such as {@code fbnetv3-small}. */
        public static Space shipped(String name) {
            return new Space(name, SpaceFile.shippedText(name));
        }
    }

    /**
     * Who trains.
     *
     * @param command command of the user's own trainer; empty for the built-in one
     * @param engine engine that the built-in trainer uses
     * @param workers number of trainings at the same time, in processes of this machine or as jobs; no result depends on it
     * @param said truth of the user's having said this number
     * @param runner runner that trains, here or on other machines; no result depends on it
     */
    public record Training(List<String> command, Engine engine, int workers, boolean said, RunnerKinds.Said runner) {
        public Training {
            command = List.copyOf(command);
        }

        /** Whether the user's own program trains. */
        public boolean own() {
            return !command.isEmpty();
        }
    }

    /**
     * Where a study was read, for messages.
     *
     * @param file file of the study
     * @param data file and line that name the images
     * @param space file and line that name the space
     * @param init file and line that name the trained network
     * @param budgets file and line of the budgets
     * @param limits file and line of each limit by its name, such as {@code small.macs}
     * @param profile file and line that name the device
     * @param trainer file and line that name a trainer of the user's own; empty where no file says the study
     */
    public record Lines(
            String file,
            String data,
            String space,
            String init,
            String budgets,
            Map<String, String> limits,
            String profile,
            String trainer) {
        public Lines {
            limits = Map.copyOf(limits);
        }

        /** Those of a study that no file says. */
        static Lines none(String name) {
            return new Lines(name, name, name, name, name, Map.of(), name, "");
        }

        /** The file and line of a limit, or of the budgets where it has none of its own. */
        String limit(String name) {
            return limits.getOrDefault(name, budgets);
        }
    }

    /**
     * Begins a study with the usual space and the built-in trainer.
     *
     * @param name name of the run folder: letters, digits, dots, dashes and underscores
     */
    public static StudyBuilder of(String name, DataSpec data, SearchPlan plan) {
        return new StudyBuilder(name, data, plan);
    }

    /** What trainers are told of the network that candidates start from; its files are those of the run folder. */
    public Optional<TrainRequest.Parent> inherited() {
        return parent.map(p -> new TrainRequest.Parent(p.network(), RunArtifacts.PARENT));
    }

    /** The search problem that images pose, without latencies. */
    public Problem problem(DataSet images) {
        int size = images.train().size();
        return Problem.of(
                        SpaceFile.parse(space.name, space.text, size),
                        new InputSpec(
                                images.train().channels(),
                                size,
                                images.classes().size()))
                .scoredBy(score)
                // What a trainer of the user's own measures, and on what, is not known.
                .judgedOn(training.own() ? 0 : images.validation().count())
                .comparedWith(HandShapes.of(space.text, size));
    }

    /** Whether a budget limits a measure. */
    public boolean limits(Measure measure) {
        return plan.budgets().stream().anyMatch(b -> b.limits().containsKey(measure));
    }

    /** The study with a space of the same name, as a run was begun with it. */
    public Study within(Space kept) {
        return new Study(name, data, kept, plan, unsaid, time, score, training, store, parent, profile, lines);
    }

    /** Where its paths lead from. */
    public Origin origin() {
        return Origin.of(Path.of(lines.file));
    }

    /** The options of {@code narsil train} that name its images. Their size is the network's own, which the search may have chosen. */
    public List<String> imageOptions() {
        List<String> words = new ArrayList<>(List.of(
                "--data",
                data.path().map(p -> p.toAbsolutePath().normalize().toString()).orElse(data.name())));
        // Detectors see all of an image anyhow.
        if (data.fit() != Fit.CROP && !score.finds()) {
            words.addAll(List.of("--fit", data.fit().key()));
        }
        if (data.skipBroken()) {
            words.add("--skip-broken");
        }
        if (data.followLinks()) {
            words.add("--follow-links");
        }
        return words;
    }

    /** How a worker of this study is started: in the study's folder where it is the user's own. */
    public WorkerCommand worker() {
        return training.own()
                ? WorkerCommand.own(training.command, origin().folder()).namedAt(lines.trainer())
                : WorkerCommand.builtIn(training.engine);
    }

    /** The same study with the number of workers that the user says. */
    public Study withWorkers(int count) {
        return new Study(
                name,
                data,
                space,
                plan,
                unsaid,
                time,
                score,
                new Training(training.command, training.engine, count, true, training.runner.jobs(count)),
                store,
                parent,
                profile,
                lines);
    }

    /** The same study under another name. */
    public Study named(String other) {
        return new Study(other, data, space, plan, unsaid, time, score, training, store, parent, profile, lines);
    }

    /**
     * The same study with its trials kept elsewhere.
     *
     * @param where place where the address was said, for messages
     * @param address address, as a study says it
     */
    public Study storedIn(String where, String address) {
        Optional<String> other = Optional.of(StoreNode.parse(where, address, Path.of("")));
        return new Study(name, data, space, plan, unsaid, time, score, training, other, parent, profile, lines);
    }

    /** The same study with another plan, all of which is chosen. */
    public Study planned(SearchPlan other) {
        return new Study(name, data, space, other, Set.of(), time, score, training, store, parent, profile, lines);
    }

    /**
     * The same study with another number of rounds.
     *
     * @param where place where the number was said, for messages
     */
    public Study withRounds(String where, int count) {
        if (time.rounds()) {
            throw new UserException(
                    where,
                    "the rounds of this study are planned into its minutes",
                    "leave it out, or change \"minutes\"");
        }
        SearchPlan more = plan.withRounds(count);
        return new Study(name, data, space, more, unsaid, time, score, training, store, parent, profile, lines);
    }

    /** The same study with what its run was planned to do: what a clock has decided stays so, and is corrected from there. */
    public Study recorded(SearchPlan kept) {
        return time.limited() ? planned(time.take(plan, kept)) : this;
    }
}
