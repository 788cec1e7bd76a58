package io.narsil.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of file has the colours that Pillow gives it ({@code tools/golden_colours.py}). */
class ColoursTest {
    /** What a row of the table expects of a file. */
    record Row(String name, int width, int height, byte[] rgb, byte[] grey) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() throws IOException {
        HexFormat hex = HexFormat.of();
        return new String(bytes("table.txt"), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.split(" "))
                .map(w -> new Row(
                        w[0], Integer.parseInt(w[1]), Integer.parseInt(w[2]), hex.parseHex(w[3]), hex.parseHex(w[4])));
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = ColoursTest.class.getResourceAsStream("colours/" + name)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aFileHasThePixelsThatPillowGives(Row row) throws IOException {
        Pixels pixels = Photo.read(bytes(row.name));
        assertThat(pixels.width()).isEqualTo(row.width);
        assertThat(pixels.height()).isEqualTo(row.height);
        compare(pixels.rgb(), row.rgb, tolerance(row.name));
        compare(Pixels.grey(pixels.rgb()), row.grey, tolerance(row.name));
    }

    /**
     * Two levels between one lossy decoder and another; none elsewhere. Of lossy WebP the chroma, which is stored at half
     * the size, is not interpolated as libwebp does it.
     */
    private static int tolerance(String name) {
        if (name.startsWith("lossy") || name.equals("profile.webp")) {
            return 13;
        }
        return name.endsWith(".jpg") ? 2 : 0;
    }

    private static void compare(byte[] values, byte[] expected, int tolerance) {
        assertThat(values).hasSameSizeAs(expected);
        int most = 0;
        long sum = 0;
        for (int i = 0; i < values.length; i++) {
            int distance = Math.abs((values[i] & 0xFF) - (expected[i] & 0xFF));
            most = Math.max(most, distance);
            sum += distance;
        }
        assertThat(most).isLessThanOrEqualTo(tolerance);
        assertThat((double) sum / values.length).as("mean distance").isLessThan(4);
    }
}
