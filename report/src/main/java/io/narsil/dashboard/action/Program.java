package io.narsil.dashboard.action;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The program whose commands are started, in the folder in which the server was.
 *
 * @param command words that start it, before those of a command
 * @param hidden names of values of the environment that it must not see, such as what is only true of a terminal
 */
public record Program(List<String> command, Set<String> hidden) {
    public Program {
        command = List.copyOf(command);
        hidden = Set.copyOf(hidden);
    }

    /**
     * Starts a command without a shell; what it says on either output is added to a file.
     *
     * @param words words of the command
     */
    Process start(List<String> words, Path log) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(words);
        File file = log.toFile();
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file));
        builder.environment().keySet().removeAll(hidden);
        Process process = builder.start();
        // Nobody answers what it might ask.
        process.getOutputStream().close();
        return process;
    }

    /** A command as a shell reads it, for people to see and to copy. */
    static String text(List<String> words) {
        StringBuilder text = new StringBuilder("narsil");
        for (String word : words) {
            text.append(' ').append(word.matches("[\\w./:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return text.toString();
    }
}
