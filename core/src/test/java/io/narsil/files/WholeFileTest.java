package io.narsil.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @Test
    void aFileThatCannotBeFinishedLeavesTheOldOneAlone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("deep/file.txt");
        WholeFile.write(file, "old");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write("half of the n".getBytes(UTF_8));
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the disk is full")
                .hasMessageContaining("file.txt");
        assertThat(file).hasContent("old");
        assertThat(file.getParent().toFile().list()).containsExactly("file.txt");
    }

    /** Also where it is replaced by another folder in the middle of writing. */
    @Test
    void aFolderThatWasRemovedIsNotMadeAgain(@TempDir Path folder) throws Exception {
        Path gone = folder.resolve("gone/inside");
        Path file = gone.resolve("file.txt");
        String message = gone + ": this folder was removed or moved while a file was written into it. "
                + "Maybe move it back, and run the same command.";
        assertThatThrownBy(() -> WholeFile.writeInto(file, out -> out.write(1)))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
        assertThat(folder).isEmptyDirectory();
        Files.createDirectories(gone);
        assertThatThrownBy(() -> WholeFile.writeInto(file, out -> {
                    out.write(1);
                    Files.move(gone.getParent(), folder.resolve("elsewhere"));
                    Files.createDirectory(gone.getParent());
                }))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
        assertThat(gone.getParent()).isEmptyDirectory();
    }

    @Test
    void aFolderIsNotWrittenOver(@TempDir Path folder) throws Exception {
        Path there = Files.createDirectory(folder.resolve("out"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> WholeFile.write(there, "text"))
                    .isInstanceOf(UserException.class)
                    .hasMessage(there + ": this is a folder, and a file is written. Maybe a file in it.");
            assertThat(folder.toFile().list()).containsExactly("out");
            // Of a folder that holds something a system may say something else.
            Files.writeString(there.resolve("old.txt"), "old");
        }
    }

    @Test
    void aFileIsFilledInAnyOrderOrNotAtAll(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("file.txt");
        WholeFile.fill(file, channel -> {
            channel.write(ByteBuffer.wrap("end".getBytes(UTF_8)), 6);
            channel.write(ByteBuffer.wrap("start ".getBytes(UTF_8)), 0);
        });
        assertThat(file).hasContent("start end");
        assertThatThrownBy(() -> WholeFile.fill(file, channel -> {
                    channel.write(ByteBuffer.wrap("new".getBytes(UTF_8)), 0);
                    throw new IllegalStateException("no idea how to go on");
                }))
                .hasMessage("no idea how to go on");
        assertThat(file).hasContent("start end");
        assertThat(folder.toFile().list()).containsExactly("file.txt");
    }

    @Test
    void spaceThatADiskHasNotIsRefused(@TempDir Path folder) {
        Path file = folder.resolve("not/yet/there");
        DiskSpace.need(file, 1, "crumbs", "");
        assertThatThrownBy(() -> DiskSpace.need(file, Long.MAX_VALUE, "mountains", "dig"))
                .isInstanceOf(UserException.class)
                .hasMessageMatching(
                        ".*there: mountains take 9\\.2 EB, and the disk has [0-9.]+ .B left\\. Maybe dig\\.");
        assertThat(DiskSpace.text(999)).isEqualTo("999 bytes");
        assertThat(DiskSpace.text(4_515_840_000L)).isEqualTo("4.5 GB");
        assertThat(DiskSpace.text(999_999)).isEqualTo("1.0 MB");
    }

    /** Someone else's folder may hold links that lead to the user's own files. */
    @Test
    void aLinkIsReplacedAndNeverWrittenThrough(@TempDir Path folder) throws Exception {
        Path mine = Files.writeString(folder.resolve("mine"), "mine");
        Path file = folder.resolve("report.html");
        Files.createSymbolicLink(folder.resolve("report.html.partial"), mine);
        Files.createSymbolicLink(file, mine);
        WholeFile.write(file, "page");
        assertThat(mine).hasContent("mine");
        assertThat(file).isRegularFile().hasContent("page");
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(folder.resolve("report.html.partial")).doesNotExist();
    }
}
