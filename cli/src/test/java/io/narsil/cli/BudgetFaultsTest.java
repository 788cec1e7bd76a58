package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets that no search can keep to are refused before anything is trained. */
class BudgetFaultsTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int search(String yaml) throws Exception {
        Path study = Files.writeString(folder.resolve("study.yaml"), yaml);
        return Narsil.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "search",
                        study.toString(),
                        "--out",
                        folder.resolve("run").toString());
    }

    @Test
    void budgetsThatHoldNothingOrEverythingAreRefused() throws Exception {
        assertThat(search("""
                        data: fashion
                        budgets:
                          huge: {params: 1G}
                          tiny: {macs: 1k}
                          far:
                            macs:
                              from: 9G
                              to: 10G
                          wide: {macs: {from: 1M, to: 10G}}
                        """)).isEqualTo(2);
        assertThat(err.toString())
                .contains("study.yaml:4: the budget \"tiny\" allows 1.00k multiply-adds, but the smallest candidate of"
                        + " scaled has ")
                .contains(
                        "study.yaml:3: the budget \"huge\" allows 1.00G parameters, but the largest candidate of scaled"
                                + " has ")
                .contains("study.yaml:7: the budget \"far\" asks for at least 9.00G multiply-adds, but the largest")
                .contains("study.yaml:9: the budget \"wide\" allows 10.0G multiply-adds, but the largest")
                .containsSubsequence("study.yaml:3:", "study.yaml:4:", "study.yaml:7:", "study.yaml:9:");
    }

    @Test
    void budgetsWithNothingBetweenThemAreRefused() throws Exception {
        assertThat(search("data: fashion\npool: 20\nbudgets:\n  a: {macs: 1M}\n  b: {macs: 1000001}\n"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("no candidate of the space was found within the budget \"b\"")
                .contains("farther from the next smaller one");
    }

    @Test
    void aRangeOfWhichNothingIsIsAdvisedToBeWider() throws Exception {
        assertThat(search("data: fashion\npool: 20\nbudgets:\n  a: {macs: {from: 600000, to: 600001}}\n"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "no candidate of the space was found within the budget \"a\" (600000 to 600001 multiply-adds)")
                .contains("Maybe a wider range");
    }
}
