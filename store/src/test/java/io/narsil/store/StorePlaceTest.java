package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the trials of a run are kept: in its folder, or elsewhere. */
class StorePlaceTest {
    @TempDir
    private Path folder;

    private Path run;
    private Path local;
    private StorePlace place;

    @BeforeEach
    void begin() throws Exception {
        run = Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(folder.resolve("other"));
        Files.createDirectories(folder.resolve("third"));
        local = folder.resolve("local/a b.db");
        place = in("run", "ext4");
    }

    /** A run in a folder, all of which has a type of file system; what is beside it is on a disk. */
    private StorePlace in(String name, String type) {
        Path path = folder.resolve(name);
        return new StorePlace(
                path.resolve("study.db"), path.resolve("store.yaml"), asked -> asked.startsWith(run) ? type : "ext4");
    }

    private Optional<String> elsewhere() {
        return Optional.of("sqlite:" + local);
    }

    private static void write(StorePlace place) {
        try (TrialStore store = place.open()) {
            store.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 1, 1))));
        }
    }

    @Test
    void withoutAWordItIsTheFileOfTheFolder() {
        assertThat(place.check(Optional.empty())).isEmpty();
        place.begin(Optional.empty(), "s");
        assertThat(place.begun()).isFalse();
        write(place);
        assertThat(place.begun()).isTrue();
        assertThat(run).isDirectoryContaining("glob:**study.db").isDirectoryNotContaining("glob:**store.yaml");
    }

    @Test
    void aRunGoesOnWhereItsTrialsAre() throws Exception {
        assertThat(place.check(elsewhere())).isEmpty();
        place.begin(elsewhere(), "s");
        write(place);
        assertThat(place.note()).content().contains("store: \"sqlite:" + local + "\"");
        assertThat(place.usual()).doesNotExist();
        // Whatever the study says of it now, or nothing.
        for (Optional<String> said : List.of(elsewhere(), Optional.<String>empty())) {
            assertThat(place.check(said)).isEmpty();
            place.begin(said, "s");
            try (TrialStore store = place.open();
                    TrialStore reading = place.existing();
                    TrialStore copy = place.snapshot()) {
                assertThat(List.of(store.studies(), reading.studies(), copy.studies()))
                        .containsOnly(List.of("s"));
            }
        }
        assertThatThrownBy(() -> place.check(Optional.of("sqlite:" + folder.resolve("other.db"))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the trials of this run are kept in sqlite:" + local)
                .hasMessageContaining("a run does not move. Maybe take that line out");
    }

    @Test
    void aRunWhoseTrialsAreInItsFolderDoesNotMove() {
        write(place);
        assertThatThrownBy(() -> place.check(elsewhere()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the trials of this run are kept in " + place.usual());
    }

    /** On another machine the disk of the first is not there: to begin anew would lose all. */
    @Test
    void aStoreThatIsGoneIsNotMadeAgain() throws Exception {
        place.begin(elsewhere(), "s");
        write(place);
        Files.delete(local);
        for (Runnable opening : List.<Runnable>of(place::open, place::existing, place::snapshot)) {
            assertThatThrownBy(opening::run)
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith(place.note() + ": the trials of this run are kept in sqlite:" + local)
                    .hasMessageContaining("there is no such store. Maybe search on the machine that has it");
        }
        assertThat(local).doesNotExist();
    }

    @Test
    void aFileWithTheTrialsOfAnotherRunIsRefused() {
        place.begin(elsewhere(), "s");
        StorePlace other = in("other", "ext4");
        other.begin(elsewhere(), "t");
        assertThat(other.begun()).as("nothing was in it").isTrue();
        write(place);
        StorePlace third = in("third", "ext4");
        assertThatThrownBy(() -> third.begin(elsewhere(), "s"))
                .isInstanceOf(UserException.class)
                .hasMessage("sqlite:" + local
                        + ": this file has the trials of another run. Maybe another name, which no" + " file has yet.");
        assertThat(third.begun()).isFalse();
    }

    @Test
    void aNoteThatIsDamagedIsNamed() throws Exception {
        Files.writeString(place.note(), "store: [1]\n");
        assertThatThrownBy(place::address).isInstanceOf(UserException.class).hasMessageContaining("store.yaml:1: ");
        Files.writeString(place.note(), "shop: a\n");
        assertThatThrownBy(place::address).hasMessageContaining("store.yaml").hasMessageContaining("is missing");
    }

    @Test
    void aPasswordThatSomebodyHasPutIntoTheNoteIsNotShown() throws Exception {
        Files.writeString(place.note(), "store: postgresql:anna:s3cret@db/n\n");
        for (Runnable reading :
                List.<Runnable>of(place::address, place::open, place::damaged, () -> place.check(elsewhere()))) {
            assertThatThrownBy(reading::run)
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith(place.note() + ": an address has no password in it")
                    .hasMessageNotContaining("s3cret");
        }
        Files.delete(place.note());
        write(place);
        assertThatThrownBy(() -> place.check(Optional.of("anna:s3cret@db/n")))
                .hasMessageContaining("a run does not move")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nfs", "nfs4", "NFS", "cifs", "smb3", "smbfs", "lustre", "beegfs", "fuse.sshfs", "fuse.glusterfs"
            })
    void aDatabaseOnANetworkFileSystemIsRefusedBeforeItIsMade(String type) {
        StorePlace network = in("run", type);
        assertThatThrownBy(() -> network.check(Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        network.usual() + ": this lies on a network file system (" + type + "), where SQLite's locks")
                .hasMessageContaining("\"store: postgresql://USER@HOST/DATABASE\"")
                .hasMessageContaining("\"store: sqlite:/LOCAL/FILE.db\"");
        assertThat(run).isEmptyDirectory();
        assertThatThrownBy(() -> network.check(Optional.of("sqlite:" + run.resolve("new/folder/a.db"))))
                .hasMessageContaining("this lies on a network file system");
        assertThat(network.check(elsewhere())).isEmpty();
        network.begin(elsewhere(), "s");
        write(network);
        assertThat(network.check(Optional.empty())).as("it goes on").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext4",
                "xfs",
                "btrfs",
                "zfs",
                "tmpfs",
                "overlay",
                "apfs",
                "NTFS",
                "fuseblk",
                "9p",
                "virtiofs",
                ""
            })
    void disksOfTheMachineAreNot(String type) {
        assertThat(in("run", type).check(Optional.empty())).isEmpty();
    }

    /** What it has trained would be lost. */
    @Test
    void aRunThatLiesThereAlreadyGoesOnAndSaysSo() {
        write(place);
        assertThat(in("run", "nfs4").check(Optional.empty()).orElseThrow())
                .startsWith(place.usual() + " lies on a network file system (nfs4)")
                .contains("search from one machine alone");
    }

    @Test
    void whereNobodyKnowsTheTypeItIsTakenForADisk() {
        StorePlace unknown = new StorePlace(place.usual(), place.note(), asked -> {
            throw new IOException("not asked");
        });
        assertThat(unknown.check(Optional.empty())).isEmpty();
        assertThat(new StorePlace(place.usual(), place.note()).check(Optional.empty()))
                .as("this machine's own answer")
                .isEmpty();
    }
}
