package io.narsil.dashboard.action;

import io.narsil.config.Words;
import java.nio.file.Path;
import java.util.List;

/**
 * Commands that are carried out one after the other, up to the first that fails.
 *
 * @param number number since the server was started, from 1
 * @param action name of the action
 * @param run name of the run
 * @param commands words of each command, without the program
 * @param again question asked once more when its turn comes; it throws {@link Refused} where the run does not allow the job any more
 */
record Job(
        int number,
        String action,
        String run,
        List<List<String>> commands,
        Runnable again,
        Path log,
        Progress progress) {
    /** How far a job is. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        STOPPED
    }

    /** What changes of a job; whoever changes it or looks at it has the queue's lock. */
    static final class Progress {
        State state = State.WAITING;
        Process process;
        boolean unwanted;
        /** The last sentence, once it is over. */
        String said = "";
    }

    /**
     * A job as a page shows it.
     *
     * @param state state in a word: waiting, running, done, failed or stopped
     * @param said last sentence of its output, or the reason why it could not start
     * @param log path of the file with all of its output
     */
    public record View(
            int number, String action, String run, String state, List<String> commands, String said, String log) {}

    boolean over() {
        return progress.state != State.WAITING && progress.state != State.RUNNING;
    }

    View view() {
        return new View(
                number,
                action,
                run,
                Words.of(progress.state),
                commands.stream().map(Program::text).toList(),
                progress.state == State.RUNNING ? JobLogs.last(log) : progress.said,
                log.toString());
    }
}
