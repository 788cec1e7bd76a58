package io.narsil.runner.jobs;

import io.narsil.config.YamlText;
import io.narsil.runner.RunnerChoice;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrialRunner;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Each trial is one run of a command of the user's own, which has {@code narsil worker --request} run on some machine and waits
 * for it.
 *
 * @param where file and line that name the command
 */
public record CommandRunner(List<String> program, String where) implements RunnerChoice {
    /** The word in the command that the file of the request takes the place of. */
    static final String REQUEST = "{request}";

    /** The word in the command that the job's number among those that run takes the place of, from 0. */
    static final String SLOT = "{slot}";

    private static final JobTimes TIMES = JobTimes.polling(Duration.ofMillis(200));

    public CommandRunner {
        program = List.copyOf(program);
    }

    @Override
    public String setting() {
        return program.stream().map(YamlText::quoted).collect(Collectors.joining(", ", CommandKind.KEY + ": [", "]"));
    }

    @Override
    public String words() {
        return "by a command of your own";
    }

    @Override
    public TrialRunner runner(RunnerPlace place) {
        return JobCrew.runner(new CommandLauncher(program, place.folder(), where), place, TIMES);
    }
}
