package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreNodeTest {
    @TempDir
    private Path folder;

    private Study read(String store) throws Exception {
        return StudyFile.read(Files.writeString(
                folder.resolve("mine.yaml"), "data: fashion\nbudgets: {a: {macs: 1M}}\nseed: 3\n" + store + "\n"));
    }

    @Test
    void aStudySaysWhereItsTrialsAreKept() throws Exception {
        assertThat(read("").store()).isEmpty();
        assertThat(read("store: postgresql://anna@db:5433/narsil?sslmode=require")
                        .store())
                .contains("postgresql://anna@db:5433/narsil?sslmode=require");
        assertThat(read("store: sqlite:local/a b.db").store()).contains("sqlite:" + folder.resolve("local/a b.db"));
        assertThat(read("store: \"sqlite:" + folder.resolve("a.db") + "\"").store())
                .contains("sqlite:" + folder.resolve("a.db"));
        assertThat(read("store: mine:whatever").store())
                .as("another jar may know it")
                .contains("mine:whatever");
    }

    /** No result depends on it, and the run keeps it beside its study. */
    @Test
    void theFrozenStudyDoesNotSayIt() throws Exception {
        assertThat(StudyFile.write(read("store: postgresql://db/narsil"))).isEqualTo(StudyFile.write(read("")));
    }

    @Test
    void itGoesWithAllThatIsMadeOfAStudy() throws Exception {
        Study study = read("store: postgresql://db/narsil");
        assertThat(study.named("other").withWorkers(3).planned(study.plan()).store())
                .contains("postgresql://db/narsil");
        assertThat(study.storedIn("--store", "postgresql://other/narsil").store())
                .contains("postgresql://other/narsil");
        assertThatThrownBy(() -> study.storedIn("--store", "postgresql://a:s3cret@db/narsil"))
                .hasMessageStartingWith("--store: an address has no password in it")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "postgresql://anna:s3cret@db/narsil, an address has no password in it",
                "anna:s3cret@db/narsil, an address has no password in it",
                "postgresql:/anna:s3cret@db/n, an address has no password in it",
                "postgresql//anna:s3cret@db/n, an address has no password in it",
                "anna/s3cret@db/n, by an address",
                "jdbc:postgresql://db/narsil, does not begin with \"jdbc:\"",
                "postgresql://db, is not the address of a database on a server",
                "study.db, Maybe \"sqlite:study.db\"",
                "sqlite:///study.db, without //",
                "`\"sqlite:\"`, the path of the file is missing",
                "`\"memory:\"`, trials in memory are lost when the search ends",
                "[a], must be a single value",
            })
    void whatIsNoStoreIsNamedWithItsLine(String store, String words) {
        assertThatThrownBy(() -> read("store: " + store))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("mine.yaml:4: ")
                .hasMessageContaining(words)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void itStandsBesideAllOtherFaults() {
        assertThatThrownBy(() -> read("store: study.db\nrunds: 3"))
                .hasMessageContaining("Maybe \"sqlite:study.db\"")
                .hasMessageContaining("unknown key \"runds\"");
    }
}
