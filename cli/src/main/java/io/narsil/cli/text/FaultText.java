package io.narsil.cli.text;

import io.narsil.config.Fault;
import io.narsil.config.UserException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.List;

/** What a user is told of a command that could not be done. */
public final class FaultText {
    private FaultText() {}

    /** Prints all faults that a user can mend; anything but his own mistake or a path that is none here is thrown. */
    public static void print(PrintWriter err, Exception e) throws Exception {
        List<Fault> problems = fault(e).problems();
        problems.forEach(err::println);
        if (problems.size() > 1) {
            err.println(problems.size() + " problems.");
        }
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

    /** Prints that there was not enough memory: that a file wants more than there is, is nothing that a trace explains. */
    public static void print(PrintWriter err, OutOfMemoryError e) {
        err.println(new Fault(
                "narsil",
                "there is not enough memory (" + e.getMessage() + ")",
                "a file is larger than it should be, or Java needs more: JAVA_TOOL_OPTIONS=-Xmx8g"));
        err.flush();
    }

    /**
     * Prints that something cannot be loaded, as in a Java that was made by jlink without a module, or where a library is missing.
     *
     * @param e failure to load a class, to begin with it, or to link what it calls
     */
    public static void print(PrintWriter err, LinkageError e) {
        Throwable first = e;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        StackTraceElement[] trace = first.getStackTrace();
        String where = trace.length == 0 ? "" : ", in " + trace[0].getClassName();
        err.println(new Fault(
                "narsil",
                "something that Narsil needs cannot be loaded (" + first + where + ")",
                "a whole JDK or JRE (jlink wants \"--add-modules ALL-MODULE-PATH\", Debian's Java the package libjpeg62-turbo),"
                        + " or a temporary folder from which libraries can be loaded (-Djava.io.tmpdir=DIR)"));
        err.flush();
    }
}
