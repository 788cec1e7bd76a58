package io.narsil.cli.text;

import io.narsil.config.Fault;
import io.narsil.config.UserException;
import java.nio.file.InvalidPathException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what a user can mend, a line each: his own mistake, or a path that is none on this system. Anything else is thrown. */
public final class FaultPrinter implements IExecutionExceptionHandler {
    /** The exit code of a user's mistake. */
    public static final int USER_FAULT = 2;

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) throws Exception {
        List<Fault> problems = fault(e).problems();
        problems.forEach(p -> line.getErr().println(p));
        if (problems.size() > 1) {
            line.getErr().println(problems.size() + " problems.");
        }
        return USER_FAULT;
    }

    /** Says that a file wants more memory than there is, which no trace explains, and gives the exit code. */
    public static int memory(CommandLine line, OutOfMemoryError e) {
        line.getErr()
                .println(new Fault(
                        "narsil",
                        "there is not enough memory (" + e.getMessage() + ")",
                        "a file is larger than it should be, or Java needs more: JAVA_TOOL_OPTIONS=-Xmx8g"));
        line.getErr().flush();
        return USER_FAULT;
    }

    private static UserException fault(Exception e) throws Exception {
        if (e instanceof UserException fault) {
            return fault;
        }
        if (e instanceof InvalidPathException path) {
            return new UserException("", "\"" + path.getInput() + "\" is no path: " + path.getReason(), "");
        }
        throw e;
    }
}
