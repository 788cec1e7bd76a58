package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.ConfigFile;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
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

    /** That a word is misspelt says already that what it means is not there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{comand: [a, '{request}'], jobs: 3} | 1 | unknown key \"runner.comand\". Maybe \"command\"",
                "{command: [a, '{request}'], job: 3} | 1 | unknown key \"runner.job\". Maybe \"jobs\"",
                "{comand: [a, '{request}'], jbos: 3} | 2 | unknown key \"runner.jbos\". Maybe \"jobs\"",
                "{comand: [a, '{request}']} | 2 | \"jobs\" is missing",
                "{partition: long, jobs: 3} | 2 | a runner has the settings of one of ",
            })
    void aTypingMistakeIsOneFault(String value, int faults, String one) {
        Problems problems = new Problems();
        RunnerKinds.read(ConfigFile.parse("study.yaml", "runner: " + value + "\n", problems)
                .at("runner"));
        assertThatThrownBy(problems::throwIfAny)
                .hasMessageContaining(one)
                .satisfies(e -> assertThat(((UserException) e).problems()).hasSize(faults));
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> read("runner:\n  command: [a]\n  workers: 3\n"))
                .hasMessageContaining(":2: ")
                .hasMessageContaining(":3: unknown key \"runner.workers\"")
                .hasMessageContaining("\"jobs\" is missing");
    }
}
