package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.ConfigFile;
import io.narsil.config.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerKindsTest {
    private static RunnerKinds.Said read(String yaml) {
        Problems problems = new Problems();
        RunnerKinds.Said said =
                RunnerKinds.read(ConfigFile.parse("study.yaml", yaml, problems).at("runner"));
        problems.throwIfAny();
        return said;
    }

    @Test
    void aStudyThatSaysNothingTrainsOnThisMachine() {
        for (String yaml : new String[] {"name: a\n", "runner: local\n"}) {
            assertThat(read(yaml).choice().local()).isTrue();
            assertThat(read(yaml).jobs()).isEmpty();
            assertThat(read(yaml).write()).isEmpty();
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        RunnerKinds.Said said = read("runner: {command: [ssh, \"a b\", narsil, '{request}', \"\\\"\"], jobs: 3}\n");
        assertThat(said.jobs()).hasValue(3);
        assertThat(said.choice().program()).containsExactly("ssh", "a b", "narsil", "{request}", "\"");
        assertThat(read(said.write()).choice().program())
                .isEqualTo(said.choice().program());
        assertThat(read(said.write()).jobs()).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "loacl | :1: a runner is \"local\", or settings of one of ",
                "command | Maybe \"runner: {command: {}, jobs: 8}\"",
                "[local] | :1: a runner is \"local\", or settings of one of ",
                "{jobs: 3} | :1: a runner has the settings of one of ",
                "{comand: [a], jobs: 3} | :1: unknown key \"runner.comand\". Maybe \"command\"",
                "{command: [a, '{request}']} | :1: \"jobs\" is missing: how many trials may run at the same time",
                "{command: [a, '{request}'], jobs: 0} | :1: \"runner.jobs\" must be from 1 to 1024, not 0",
                "{command: [], jobs: 1} | :1: the command of a runner must name a program",
                "{command: 'a {request}', jobs: 1} | :1: the command of a runner is a list",
                "{command: [a, b], jobs: 1} | :1: the command of a runner says nowhere which request is meant",
            })
    void whatIsWrongIsSaidWithItsLine(String value, String message) {
        assertThatThrownBy(() -> read("runner: " + value + "\n")).hasMessageContaining(message);
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> read("runner:\n  command: [a]\n  workers: 3\n"))
                .hasMessageContaining(":2: ")
                .hasMessageContaining(":3: unknown key \"runner.workers\"")
                .hasMessageContaining("\"jobs\" is missing");
    }
}
