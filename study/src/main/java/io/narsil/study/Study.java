package io.narsil.study;

import io.narsil.data.DataSpec;
import io.narsil.runner.Engine;
import io.narsil.runner.WorkerCommand;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a user asks for.
 *
 * @param name of the run folder
 * @param file where it was read, for messages
 * @param dataLine file and line that name the images, for messages
 * @param budgetsLine file and line of the budgets, for messages
 * @param spaceText the space's file, which is kept with the run
 * @param trainer the command of the user's own trainer; none for the built-in one
 * @param plan what the search is to do
 * @param workers processes that train; nothing else depends on it
 * @param engine that the built-in trainer uses
 * @param profile file of the device that networks are to be quick on; none for this machine
 * @param profileLine file and line that name it, for messages
 */
public record Study(
        String name,
        String file,
        DataSpec data,
        String dataLine,
        String budgetsLine,
        String spaceName,
        String spaceText,
        List<String> trainer,
        SearchPlan plan,
        int workers,
        Engine engine,
        Optional<Path> profile,
        String profileLine) {
    public Study {
        trainer = List.copyOf(trainer);
    }

    /** Whether a budget limits a measure. */
    boolean limits(Measure measure) {
        return plan.budgets().stream().anyMatch(b -> b.limits().containsKey(measure));
    }

    /** How a worker of this study is started: in the study's folder where it is the user's own. */
    public WorkerCommand worker() {
        return trainer.isEmpty()
                ? WorkerCommand.builtIn(engine)
                : WorkerCommand.own(
                        trainer, Path.of(file).toAbsolutePath().normalize().getParent());
    }

    /** The same study with another number of workers. */
    public Study withWorkers(int count) {
        return new Study(
                name,
                file,
                data,
                dataLine,
                budgetsLine,
                spaceName,
                spaceText,
                trainer,
                plan,
                count,
                engine,
                profile,
                profileLine);
    }
}
