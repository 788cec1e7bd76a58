package io.narsil.study.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    private Path path;

    @Test
    void aFolderThatWasMovedOrReplacedIsNoticed() throws Exception {
        RunFolder folder = new RunFolder(path.resolve("run"));
        try (RunLock lock = RunLock.take(folder)) {
            assertThatCode(lock::check).doesNotThrowAnyException();
            Files.move(folder.path(), path.resolve("moved"));
            assertThatThrownBy(lock::check)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("run: the run folder was removed, moved or replaced");
            assertThat(folder.path()).doesNotExist();
            Files.createDirectories(folder.path());
            Files.createFile(folder.lock());
            assertThatThrownBy(lock::check).isInstanceOf(UserException.class);
        }
    }

    @Test
    void aLinkInPlaceOfTheLockIsNotFollowed() throws Exception {
        Path elsewhere = path.resolve("elsewhere");
        Files.createDirectories(path.resolve("run"));
        Files.createSymbolicLink(path.resolve("run/lock"), elsewhere);
        assertThatThrownBy(() -> RunLock.take(new RunFolder(path.resolve("run"))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("lock: this is a link, which is not followed. Maybe remove it");
        assertThat(elsewhere).doesNotExist();
    }

    /** A lock is a process's: only another one sees it. */
    @Test
    void whoLooksSeesTheSearchOfAnotherProcessAndWritesNothing() throws Exception {
        RunFolder folder = new RunFolder(path.resolve("run"));
        assertThat(RunLock.held(folder)).isFalse();
        assertThat(folder.path()).doesNotExist();
        Process search = holder(folder);
        try {
            assertThat(search.getInputStream().read()).isEqualTo('t');
            assertThat(RunLock.held(folder)).isTrue();
            assertThatThrownBy(() -> RunLock.take(folder))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("another search is running in this folder");
        } finally {
            search.destroyForcibly().waitFor();
        }
        assertThat(RunLock.held(folder)).isFalse();
        RunLock.take(folder).close();
    }

    private static Process holder(RunFolder folder) throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void whoHasAFolderIsNamedAndStopsWhenAskedTo() throws Exception {
        RunFolder folder = new RunFolder(path.resolve("run"));
        assertThat(RunHolder.of(folder)).isEmpty();
        Process search = holder(folder);
        try {
            assertThat(search.getInputStream().read()).isEqualTo('t');
            RunHolder holder = RunHolder.of(folder).orElseThrow();
            assertThat(holder.process()).isEqualTo(search.pid());
            assertThat(holder.near()).isTrue();
            // A process that was given the number later, and one of another machine, are left alone.
            assertThat(new RunHolder(holder.machine(), holder.process(), holder.began() - 60).stop())
                    .isFalse();
            assertThat(new RunHolder("elsewhere.example", holder.process(), holder.began()).stop())
                    .isFalse();
            assertThat(RunHolder.here().stop()).isFalse();
            assertThat(search.isAlive()).isTrue();
            assertThat(holder.stop()).isTrue();
            assertThat(search.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            search.destroyForcibly().waitFor();
        }
        // Its name still stands in the file.
        assertThat(RunHolder.of(folder)).isEmpty();
        Files.writeString(folder.lock(), "x".repeat(3000));
        try (RunLock lock = RunLock.take(folder)) {
            lock.check();
            assertThat(folder.lock()).content().matches("\\S+ [0-9]+ [0-9]+\n");
        }
        assertThat(folder.lock()).as("who had it is not named any more").isEmptyFile();
    }

    /** Takes the lock of a folder, says so, and keeps it until it is ended. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (RunLock lock = RunLock.take(new RunFolder(Path.of(arguments[0])))) {
                lock.check();
                System.out.write('t');
                System.out.flush();
                // Until its end.
                System.in.read();
            }
        }
    }
}
