package io.narsil.runner;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The message for a user whose trainer could not be started: the system's own gives a number. */
final class NotStarted {
    private static final String NO_SUCH_FILE = "error=2,";
    private static final String NOT_ALLOWED = "error=13,";

    private NotStarted() {}

    /** The message, under the line that names the program. */
    static UserException of(WorkerCommand command, IOException e) {
        String program = command.command().get(0);
        String reason = String.valueOf(e.getMessage());
        Path folder = command.folder().orElse(Path.of("")).toAbsolutePath();
        // Of a script that is there, the system says the same where what its first line names is missing.
        if (reason.contains(NO_SUCH_FILE) && Files.isDirectory(folder) && !Files.exists(folder.resolve(program))) {
            return said(
                    command,
                    "there is no program \"" + program + "\"",
                    program.contains("/")
                            ? "another path: relative ones begin in " + folder
                            : "its whole path: it is in no folder of PATH");
        }
        if (reason.contains(NOT_ALLOWED)) {
            return said(command, "\"" + program + "\" is no program that you may run", "chmod +x " + program);
        }
        return said(command, reason, "");
    }

    private static UserException said(WorkerCommand command, String reason, String maybe) {
        return new UserException(command.where(), "no worker could be started: " + reason, maybe);
    }
}
