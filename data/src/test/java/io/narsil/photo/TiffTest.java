package io.narsil.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of TIFF is not read says so, and what asks for too much gets nothing. */
class TiffTest {
    private static final Room SMALL = new Room(1 << 20);

    /** A file of which one number is another; its tag, too, where that is given. */
    private static byte[] changed(String name, int tag, int newTag, int value) throws IOException {
        byte[] file = ColoursTest.bytes(name);
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int list = in.getInt(4);
        for (int at = list + 2; at < list + 2 + 12 * in.getShort(list); at += 12) {
            if ((in.getShort(at) & 0xFFFF) == tag) {
                in.putShort(at, (short) newTag);
                in.putShort(at + 2, (short) 4).putInt(at + 4, 1).putInt(at + 8, value);
            }
        }
        return file;
    }

    private static Pixels read(byte[] file) throws IOException {
        return Photo.read(file, image -> image, SMALL);
    }

    @ParameterizedTest
    @CsvSource({
        "rgb-tiles.tif, 259, 259, 7, TIFF files with JPEG inside are not read",
        "rgb-tiles.tif, 259, 259, 4, TIFF files with the compression 4 are not read",
        "rgba.tif, 262, 262, 5, TIFF files with inks (CMYK) are not read",
        "rgba.tif, 262, 262, 6, TIFF files with colours of the kind 6 are not read",
        "grey-8.tif, 258, 258, 32, TIFF files with 32 bits a value are not read",
        "rgba.tif, 338, 339, 3, TIFF files with values that are not whole numbers from 0 on are not read",
        "rgba.tif, 277, 277, 5, TIFF files with 5 values a pixel are not read",
        "rgba.tif, 338, 50706, 1, Camera raw files are not read",
        "grey-8.tif, 273, 273, 100000, the image is cut off",
        "grey-8.tif, 273, 999, 1, the image is damaged: a number that its pixels need is missing (tag 273)",
        "rgb-tiles.tif, 322, 322, 0, the image is damaged: a part of it has no pixels",
        "rgb-tiles.tif, 322, 322, 100000000, the image is damaged: its tiles hold far more than the image",
        "rgb-tiles.tif, 323, 323, 100000, 'the image has 11x9 pixels, which take 5 MB, more than the 2 MB that images"
                + " may take here (half of Java''s memory)'",
        "grey-8.tif, 256, 256, 100000000, 'the image has 100000000x9 pixels, more than 178956970'",
    })
    void whatIsNotReadIsSaid(String name, int tag, int newTag, int value, String message) throws IOException {
        byte[] file = changed(name, tag, newTag, value);
        assertThatThrownBy(() -> read(file)).hasMessage(message);
    }

    @Test
    void anOrientationThatIsNoneIsUpright() throws IOException {
        assertThat(read(changed("turned.tif", 274, 274, 6)).width()).isEqualTo(9);
        assertThat(read(changed("turned.tif", 274, 274, 60)).width()).isEqualTo(11);
    }

    /** Each strip is the same 20 kB, of which all but a pixel are commands that do nothing. */
    @Test
    void partsThatAreReadAgainAndAgainAreRefused() {
        int strips = 20_000;
        int data = 8 + 2 + 12 * 8 + 4 + 8 * strips;
        ByteBuffer file = ByteBuffer.allocate(data + 20_000).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) 8);
        int[][] fields = {
            {256, 1, 1},
            {257, 1, strips},
            {258, 1, 8},
            {259, 1, 5},
            {262, 1, 1},
            {273, strips, data - 8 * strips},
            {278, 1, 1},
            {279, strips, data - 4 * strips}
        };
        for (int[] field : fields) {
            file.putShort((short) field[0]).putShort((short) 4).putInt(field[1]).putInt(field[2]);
        }
        file.putInt(0);
        for (int i = 0; i < 2 * strips; i++) {
            file.putInt(i < strips ? data : 20_000);
        }
        // The code 256 of 9 bits, over and over, and in the end the code 0.
        for (int bit = 0; bit < 8 * 19_998; bit += 9) {
            file.put(data + bit / 8, (byte) (file.get(data + bit / 8) | 0x80 >> bit % 8));
        }
        assertThatThrownBy(() -> read(file.array()))
                .hasMessage("the image is damaged: its parts have far more bytes than the file");
    }

    @Test
    void aFileOfMoreThanFourGigabytesIsNamed() {
        assertThatThrownBy(() -> read(new byte[] {'I', 'I', '+', 0, 8, 0, 0, 0}))
                .hasMessage("BigTIFF files are not read");
    }
}
