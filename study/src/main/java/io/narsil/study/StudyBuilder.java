package io.narsil.study;

import io.narsil.data.DataSpec;
import io.narsil.runner.Device;
import io.narsil.runner.Engine;
import io.narsil.runner.RunnerKinds;
import io.narsil.search.SearchPlan;
import io.narsil.study.parent.ParentModel;
import io.narsil.task.ClassScore;
import io.narsil.task.Goal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A {@link Study} in the making; what is not said is as in a study's file that does not say it. */
public final class StudyBuilder {
    /** The space of a study that names none. */
    static final String USUAL_SPACE = "scaled";

    private final String name;
    private final DataSpec data;
    private final SearchPlan plan;
    private TimeLimit time = TimeLimit.NONE;
    private Goal score = ClassScore.ACCURACY;
    private Study.Space space;
    private Set<String> unsaid = Set.of();
    private List<String> command = List.of();
    private Engine engine = Engine.quickest(Device.CPU);
    private int workers = Runtime.getRuntime().availableProcessors();
    private boolean said;
    private RunnerKinds.Said runner = RunnerKinds.Said.LOCAL;
    private Optional<String> store = Optional.empty();
    private Optional<ParentModel> parent = Optional.empty();
    private Optional<Path> profile = Optional.empty();
    private Study.Lines lines;

    StudyBuilder(String name, DataSpec data, SearchPlan plan) {
        this.name = name;
        this.data = data;
        this.plan = plan;
        lines = Study.Lines.none(name);
    }

    /** Searches another space. */
    public StudyBuilder space(Study.Space other) {
        space = other;
        return this;
    }

    /** Has the search plan itself into a time. */
    public StudyBuilder time(TimeLimit limit) {
        time = limit;
        return this;
    }

    /** Compares networks by another number than their accuracy. */
    public StudyBuilder score(Goal other) {
        score = other;
        return this;
    }

    /** Leaves settings of the plan to the images. */
    StudyBuilder unsaid(Set<String> settings) {
        unsaid = settings;
        return this;
    }

    /** Has another program train: its name and arguments; empty for the built-in trainer. */
    public StudyBuilder trainer(List<String> programAndArguments) {
        command = programAndArguments;
        return this;
    }

    /** Trains on another device or in another precision. */
    public StudyBuilder engine(Engine other) {
        engine = other;
        return this;
    }

    /** Trains in so many processes, one thread each, whether or not memory is enough for them. */
    public StudyBuilder workers(int count) {
        return workers(count, true);
    }

    /** Trains in so many processes, which the user may have said, or else in fewer where memory is not enough. */
    StudyBuilder workers(int count, boolean byUser) {
        workers = count;
        said = byUser;
        return this;
    }

    /** Trains elsewhere than in processes of this machine; then its number of jobs is that of workers. */
    public StudyBuilder runner(RunnerKinds.Said other) {
        runner = other;
        return this;
    }

    /** Has trials kept elsewhere than in a file of the run folder. */
    StudyBuilder store(Optional<String> address) {
        store = address;
        return this;
    }

    /** Has candidates start from a trained network, as far as their stages and blocks fit. */
    public StudyBuilder parent(ParentModel trained) {
        parent = Optional.of(trained);
        return this;
    }

    /** Takes latencies from a file, not from this machine. */
    public StudyBuilder profile(Path file) {
        profile = Optional.of(file);
        return this;
    }

    /** Says where the study was read, for messages; its name by default. */
    public StudyBuilder lines(Study.Lines where) {
        lines = where;
        return this;
    }

    /** The study. */
    public Study build() {
        return new Study(
                name,
                data,
                space == null ? Study.Space.shipped(USUAL_SPACE) : space,
                plan,
                unsaid,
                time,
                score,
                new Study.Training(command, engine, runner.jobs().orElse(workers), said, runner),
                store,
                parent,
                profile,
                lines);
    }
}
