package io.narsil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialStoresTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsNamedInManyWays() {
        Path file = folder.resolve("a b.db");
        for (String address : List.of("" + file, "sqlite:" + file, "jdbc:sqlite:" + file, "" + file.toUri())) {
            try (TrialStore store = TrialStores.open(address)) {
                store.study(address, Samples.SPACE).chosen(List.of(Samples.chosen(Samples.trial(0, 0, 1))));
            }
        }
        try (TrialStore store = TrialStores.existing(file.toString())) {
            assertThat(store.studies()).hasSize(4);
        }
    }

    @Test
    void memoryIsNewEachTime() {
        try (TrialStore first = TrialStores.open("memory:");
                TrialStore second = TrialStores.open("memory:")) {
            first.study("s", Samples.SPACE).chosen(List.of(Samples.chosen(Samples.trial(0, 0, 1))));
            assertThat(first.studies()).containsExactly("s");
            assertThat(second.studies()).isEmpty();
        }
        assertThatThrownBy(() -> TrialStores.existing("memory:")).isInstanceOf(UserException.class);
        assertThat(TrialStores.damaged("memory:")).isFalse();
    }

    @Test
    void anUnknownKindIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> TrialStores.open("sqllite:a.db"))
                .isInstanceOf(UserException.class)
                .hasMessage("sqllite:a.db: no store is known for \"sqllite:\". Maybe \"sqlite:\".");
        assertThatThrownBy(() -> TrialStores.open("cassandra://anna@host/base"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no store is known for \"cassandra:\"")
                .hasMessageContaining(
                        "one of file:, jdbc:sqlite:, memory:, other:, postgresql:, sqlite:, or a path that begins");
        assertThatThrownBy(() -> TrialStores.open("postgresql://anna:secret@host/base"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("an address has no password in it")
                .hasMessageNotContaining("secret");
        for (String address :
                List.of("anna:secret@db/n", "postgresql:anna:secret@db/n", "//anna:secret@db/n", "x://a:secret@db/n")) {
            assertThatThrownBy(() -> TrialStores.open(address))
                    .hasMessageContaining("...@db/n: an address has no password")
                    .hasMessageNotContaining("secret");
        }
        assertThatThrownBy(() -> TrialStores.open("sqlite:"))
                .isInstanceOf(UserException.class)
                .hasMessage("sqlite:: the path of the file is missing. Maybe sqlite:runs/study.db.");
        assertThatThrownBy(() -> TrialStores.open("file:relative.db")).isInstanceOf(UserException.class);
    }

    @Test
    void aKindOfAnotherJarIsFound() {
        try (TrialStore store = TrialStores.open("other:there")) {
            assertThat(store).isInstanceOf(OtherProvider.Other.class);
        }
        assertThat(TrialStores.damaged("other:broken")).isTrue();
    }
}
