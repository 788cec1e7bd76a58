package io.narsil.dashboard.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a folder beside those of another place: whatever a file in a folder is, the list comes. */
class AllRunsTest {
    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private AllRuns all;

    /** A place without runs that is asked for the name at each address. */
    private final class Asked implements Elsewhere {
        @Override
        public List<WatchedRun> runs() {
            return List.of();
        }

        @Override
        public Optional<String> name(String address) {
            asked.add(address);
            return Optional.empty();
        }

        @Override
        public String shown() {
            return "elsewhere";
        }

        @Override
        public String problem() {
            return "";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private Path note(String run) throws Exception {
        Path path = Files.createDirectory(folder.resolve(run));
        Files.writeString(path.resolve("study.yaml"), "name: " + run + "\n");
        return path.resolve("store.yaml");
    }

    private List<String> addresses() {
        asked.clear();
        all.runs();
        return asked.stream().sorted().toList();
    }

    @AfterEach
    void close() {
        all.close();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsNoPlainFileIsNotRead() throws Exception {
        String line = "store: postgresql://anna@db/narsil?schema=";
        Path good = Files.writeString(note("good"), line + "good\n");
        Path outside = Files.writeString(folder.resolve("outside.yaml"), line + "outside\n");
        Files.createSymbolicLink(note("link"), outside);
        assertThat(new ProcessBuilder("mkfifo", note("pipe").toString()).start().waitFor())
                .isZero();
        Files.createDirectory(note("folder"));
        Files.writeString(note("large"), line + "large\n" + "# \n".repeat(40_000));
        Files.writeString(note("none"), "{[");
        Files.write(note("bytes"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        Files.writeString(note("secret"), "store: postgresql://anna:secret@db/narsil\n");
        all = new AllRuns(Optional.of(new RunsFolder(folder)), List.of(new Asked()));
        assertThat(all.runs()).hasSize(8);
        assertThat(addresses()).containsExactly("postgresql://anna@db/narsil?schema=good");
        // It is read again when it is another one, and only then.
        FileTime before = Files.getLastModifiedTime(good);
        Files.writeString(good, line + "evil\n");
        Files.setLastModifiedTime(good, before);
        assertThat(addresses()).containsExactly("postgresql://anna@db/narsil?schema=good");
        Files.setLastModifiedTime(good, FileTime.from(before.to(TimeUnit.SECONDS) + 5, TimeUnit.SECONDS));
        assertThat(addresses()).containsExactly("postgresql://anna@db/narsil?schema=evil");
        Files.delete(good);
        assertThat(addresses()).isEmpty();
    }
}
