package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.task.Fit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are too large or of a kind that is not read are named, or left out. */
class UnreadImagesTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsNotReadIsNamedOrLeftOut() throws Exception {
        Pictures.write(folder.resolve("a"), "png", 10, 8);
        Pictures.write(folder.resolve("b"), "png", 10, 8);
        Files.writeString(folder.resolve("a/phone.heic"), "....ftypheic....", StandardCharsets.ISO_8859_1);
        byte[] png = Files.readAllBytes(folder.resolve("b/0.png"));
        CRC32 sum = new CRC32();
        ByteBuffer header = ByteBuffer.wrap(png).putInt(16, 50_000).putInt(20, 50_000);
        sum.update(png, 12, 17);
        header.putInt(29, (int) sum.getValue());
        Files.write(folder.resolve("b/large.png"), png);
        assertThatThrownBy(() -> SourcesTest.load(SourcesTest.at(folder)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("phone.heic: HEIC files are not read; maybe convert them to JPEG or PNG")
                .hasMessageContaining(
                        "large.png: the image has 50000x50000 pixels, more than 178956970; maybe scale it");
        DataSet data = SourcesTest.load(new DataSpec("images", Optional.of(folder), Optional.empty(), 0.2, true));
        assertThat(data.train().count()
                        + data.validation().count()
                        + data.test().count())
                .isEqualTo(20);
    }

    @Test
    void aNameMayLieAboutTheKind() throws Exception {
        Pictures.write(folder, "jpg", 1, 8);
        Path named = Files.move(folder.resolve("0.jpg"), folder.resolve("0.png"));
        assertThat(SingleImage.read(named, 8, 3, Fit.CROP)).hasSize(192);
        assertThat(SingleImage.read(named, 4, 1, Fit.LETTERBOX)).hasSize(16);
    }
}
