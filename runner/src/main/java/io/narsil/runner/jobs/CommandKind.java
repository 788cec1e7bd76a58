package io.narsil.runner.jobs;

import io.narsil.config.ConfigNode;
import io.narsil.runner.RunnerChoice;
import io.narsil.runner.RunnerKind;
import java.util.List;

/** {@code command: [ssh, node1, narsil, worker, --request, "{request}"]}. */
public final class CommandKind implements RunnerKind {
    static final String KEY = "command";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public RunnerChoice read(ConfigNode node) {
        List<String> words = node.items().stream().map(word -> word.text("")).toList();
        String example = "command: [ssh, node1, narsil, worker, --request, \"" + CommandRunner.REQUEST + "\"]";
        if (words.isEmpty() || words.get(0).isBlank()) {
            node.fault("the command of a runner must name a program", example);
        } else if (words.size() == 1 && words.get(0).contains(" ")) {
            node.fault(
                    "the command of a runner is a list of a program and its arguments, not \"" + words.get(0) + "\"",
                    example);
        } else if (words.stream().noneMatch(word -> word.contains(CommandRunner.REQUEST))) {
            node.fault(
                    "the command of a runner says nowhere which request is meant: " + CommandRunner.REQUEST
                            + " stands for its file",
                    example);
        }
        return new CommandRunner(words, node.where());
    }
}
