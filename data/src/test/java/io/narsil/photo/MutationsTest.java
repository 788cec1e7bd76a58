package io.narsil.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a file, it is an image or an {@link IOException} that says why not; nothing else comes out. */
class MutationsTest {
    private static final int MUTATIONS = Integer.getInteger("narsil.mutations", 100);
    /** Room for 32 MB: damaged headers ask for more, and get a sentence. */
    private static final Room SMALL = new Room(1 << 25);

    static Stream<String> files() throws IOException {
        return ColoursTest.rows().map(ColoursTest.Row::name);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aDamagedFileIsAnImageOrAnswersWhyNot(String name) throws IOException {
        byte[] whole = ColoursTest.bytes(name);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] file = mutate(whole, new Random(31L * i + name.hashCode()));
            try {
                Pixels pixels = Photo.read(file, image -> image, SMALL);
                assertThat(pixels.rgb()).hasSize(3 * pixels.width() * pixels.height());
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotEmpty().doesNotContain("null");
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(name + ", mutation " + i, e);
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] mutate(byte[] whole, Random random) {
        byte[] file = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            // Half of the changes hit what the file says of itself.
            int at = random.nextInt(random.nextBoolean() ? Math.min(64, file.length) : file.length);
            switch (random.nextInt(4)) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[at] = (byte) random.nextInt(256);
                case 2 -> file[at] = (byte) (random.nextBoolean() ? 0 : 255);
                default -> file = cut(file, at, random);
            }
        }
        return file;
    }

    /** A file without its end, or without something in the middle. */
    private static byte[] cut(byte[] file, int at, Random random) {
        if (random.nextBoolean() || at < 8) {
            return Arrays.copyOf(file, Math.max(1, at));
        }
        int gone = 1 + random.nextInt(8);
        byte[] shorter = Arrays.copyOf(file, file.length - Math.min(gone, file.length - at));
        System.arraycopy(file, file.length - (shorter.length - at), shorter, at, shorter.length - at);
        return shorter;
    }
}
