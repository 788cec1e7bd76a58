package io.narsil.study.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
