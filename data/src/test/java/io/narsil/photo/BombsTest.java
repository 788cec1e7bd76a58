package io.narsil.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files that want much, and files that are no image. */
class BombsTest {
    private static final Room SMALL = new Room(1 << 20);

    private static byte[] chunk(String name, byte[] data) {
        byte[] named = new byte[4 + data.length];
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, named, 0, 4);
        System.arraycopy(data, 0, named, 4, data.length);
        CRC32 sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(data.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    private static byte[] zeros(int megabytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream squeeze = new DeflaterOutputStream(out)) {
            for (int i = 0; i < megabytes; i++) {
                squeeze.write(new byte[1 << 20]);
            }
        }
        return out.toByteArray();
    }

    /** A grey PNG file. */
    private static byte[] png(int width, int height, byte[]... chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'});
        out.writeBytes(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 8)
                        .array()));
        Arrays.stream(chunks).forEach(out::writeBytes);
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static Pixels read(byte[] file) throws IOException {
        return Photo.read(file, image -> image, SMALL);
    }

    /** Nothing of 600 MB is inflated: this would not fit into the memory of a test. */
    @Test
    void whatInflatesBeyondItsHeaderIsLeftAlone() throws IOException {
        byte[] much = zeros(600);
        byte[] text = new byte[much.length + 12];
        System.arraycopy("Comment\0\1\0\0\0".getBytes(StandardCharsets.US_ASCII), 0, text, 0, 12);
        System.arraycopy(much, 0, text, 12, much.length);
        Pixels pixels = read(png(8, 8, chunk("iTXt", text), chunk("IDAT", much)));
        assertThat(pixels.rgb()).hasSize(192).containsOnly(0);
    }

    @Test
    void anImageThatTakesMoreThanThereIsNamesBoth() throws IOException {
        byte[] data = chunk("IDAT", zeros(1));
        assertThatThrownBy(() -> read(png(10_000, 10_000, data)))
                .isInstanceOfSatisfying(BadImage.class, e -> {
                    assertThat(e.hint()).contains("scale it", "-Xmx");
                    assertThat(e.ofThisMachine()).isTrue();
                })
                .hasMessage(
                        "the image has 10000x10000 pixels, which take 301 MB, more than the 2 MB that images may take"
                                + " here (half of Java's memory)");
        assertThatThrownBy(() -> Photo.read(png(1 << 20, 1 << 20, data)))
                .isInstanceOfSatisfying(
                        BadImage.class, e -> assertThat(e.ofThisMachine()).isFalse())
                .hasMessageContaining("1048576x1048576 pixels, more than 178956970");
        assertThatThrownBy(() -> Photo.read(png(0, 7, data))).hasMessageContaining("it has 0x7 pixels");
    }

    @Test
    void rowsCountToo() {
        // The pixels alone would fit.
        assertThatThrownBy(() -> read(png(500_000, 1, chunk("IDAT", zeros(1)))))
                .hasMessageContaining("500000x1 pixels, which take 3 MB");
    }

    @Test
    void memoryThatEndsAllTheSameNamesTheImagesSize() {
        assertThatThrownBy(() -> Photo.read(
                        ColoursTest.bytes("444.jpg"),
                        image -> {
                            throw new OutOfMemoryError("Java heap space");
                        },
                        SMALL))
                .isInstanceOf(BadImage.class)
                .hasMessage("there is not enough memory for the image (20x18 pixels)");
    }

    @Test
    void whoFindsTooLittleFreeWaits() throws InterruptedException {
        Room.Part all = SMALL.take(1 << 20);
        boolean[] taken = new boolean[1];
        Thread other = new Thread(() -> {
            try (Room.Part part = SMALL.take(1)) {
                taken[0] = true;
            }
        });
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(taken[0]).isFalse();
        all.close();
        other.join();
        assertThat(taken[0]).isTrue();
    }

    @Test
    void everyKindIsBoundedByItsHeader() throws IOException {
        byte[] gif = ColoursTest.bytes("plain.gif");
        Arrays.fill(gif, 6, 10, (byte) 0xFF);
        byte[] bmp = ColoursTest.bytes("8-runs.bmp");
        ByteBuffer.wrap(bmp).put(25, (byte) 0x7F);
        byte[] jpeg = ColoursTest.bytes("444.jpg");
        for (int at = 0; at < jpeg.length; at++) {
            if (jpeg[at] == -1 && jpeg[at + 1] == (byte) 0xC0) {
                Arrays.fill(jpeg, at + 5, at + 9, (byte) 0x7F);
                break;
            }
        }
        byte[] webp = ColoursTest.bytes("lossless.webp");
        Arrays.fill(webp, 21, 24, (byte) 0xFF);
        for (byte[] file : new byte[][] {gif, bmp, jpeg, webp}) {
            assertThatThrownBy(() -> read(file)).isInstanceOf(BadImage.class).hasMessageContaining(" pixels, ");
        }
    }

    @Test
    void aJpegOfThousandsOfScansIsRefused() throws IOException {
        byte[] jpeg = ColoursTest.bytes("progressive.jpg");
        int last = jpeg.length - 2;
        while (jpeg[last - 2] != -1 || jpeg[last - 1] != (byte) 0xDA) {
            last--;
        }
        byte[] scan = Arrays.copyOfRange(jpeg, last - 2, jpeg.length - 2);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < 1000; i++) {
            many.writeBytes(scan);
        }
        assertThatThrownBy(() -> read(many.toByteArray())).hasMessageContaining("more than 100 scans");
    }

    @Test
    void aWrongChecksumAndAMissingEndAreSaid() throws IOException {
        byte[] png = ColoursTest.bytes("rgb-filters.png");
        assertThatThrownBy(() -> read(Arrays.copyOf(png, png.length * 2 / 3))).hasMessage("the image is cut off");
        png[45] ^= 1;
        assertThatThrownBy(() -> read(png)).hasMessageContaining("checksum");
        for (String name : new String[] {"444.jpg", "cmyk.jpg", "24.bmp", "plain.gif", "lossless.webp", "lossy.webp"}) {
            byte[] file = ColoursTest.bytes(name);
            assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length * 2 / 3)))
                    .as(name)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the image is");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'....ftypheic....', HEIC files are not read",
        "'....ftypavif....', AVIF files are not read",
        "'%PDF-1.7', PDF files are not read",
        "'<?xml version=\"1.0\"?><svg/>', SVG files are not read",
        "'II*\u0000....CR', Camera raw files are not read",
        "'8BPS....', Photoshop files are not read",
        "'hello', 'this is no image that can be read (JPEG, PNG, WebP, GIF, BMP or TIFF)'"
    })
    void aKindThatIsNotReadIsNamed(String file, String message) {
        assertThatThrownBy(() -> read(file.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(BadImage.class)
                .hasMessage(message);
    }

    /**
     * A lossless WebP of 11x9 pixels that ends within its tables. The reader took whatever bits it liked for
     * them, for seconds, and then for the pixels.
     */
    @Test
    void aWebpThatEndsWithinItsTablesIsCutOff() {
        byte[] file = Base64.getMimeDecoder().decode("""
                UklGRroBAABXRUJQVlA4TK0BAAAvCgACABfjOgBAQznbdnZ9vQ3auAFa4T6zbZtruLIAgEzmZdu26wzuLt2sc/S1fW
                XbnvUcNsHQ9SEp719JC0Zcu1/34NMVGRqfnqj/Qo0ivRZz3PXiiyZJRklF5BwMnHHt62yk9BUMJKthf9YnDQp8IFnB
                YTMrntkx3CV/b52EwEYqVPuDuB624taZp/7pCu3dA91IzA+lhjaECQ8wkklaewA7Dfu2e95ZW6NVXf7wwskilcPd20
                DvpQzG/GUD79VwaXVULVlhfwAOAgAgW0WzbSK9FnPc9eKLJklGSUXkHAycce3rbKT0FQwkq2F/1icNCnwgWcFhMyue
                2THcJX9vnYTARipU+4O4Hrbi1pmn/ukK7d0DNobdSMwPpYQJDzCSSVp7ADsN+7Z73lk/W6NV/vDCySKVw93bQO+lDM
                b8ZQPv1XBpdVQtWWF/AA4CACBbRbNt3bZt2zYi+h+r9TSYG3TCDb8aZU0Qkytxb57p4ymDP1n6JNRVpALSGtWc8XPP
                XWyitEHLycTSc4XOkVm62iYBX/OYvX1fQqY4/+xcseH28aboQP0v/uCe+35YaAA=
                """);
        assertThatThrownBy(() -> read(file)).isInstanceOf(BadImage.class).hasMessage("the image is cut off");
    }

    /** A lossless WebP, which says that it is of so many pixels a side. */
    private static byte[] square(byte[] webp, int pixels) {
        ByteBuffer file = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(21, (file.getInt(21) & 0xF000_0000) | (pixels - 1) | ((pixels - 1) << 14));
        return webp;
    }

    /** The reader went on with any bits, an exception for each of a million pixels. */
    @Test
    void aWebpOfFewerBitsThanItsPixelsNeedIsCutOff() throws IOException {
        byte[] file = square(ColoursTest.bytes("lossless.webp"), 1000);
        assertThatThrownBy(() -> Photo.read(file)).isInstanceOf(BadImage.class).hasMessage("the image is cut off");
    }

    /** One colour alone takes no bits. */
    @Test
    void aWebpOfOneColourNeedsNoBitsForItsPixels() throws IOException {
        byte[] one = Base64.getDecoder().decode("UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQkpa0pP+BiOh/AAA=");
        assertThat(Photo.read(square(one, 300)).rgb()).hasSize(270_000).containsOnly(37);
    }
}
