package io.narsil.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.config.UserException;
import io.narsil.random.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Files with flipped bits, other bytes, and cut: each is refused with a sentence, or runs. */
class DamagedModelTest {
    private static final int TRIES = Integer.getInteger("narsil.damages", 1500);

    @Test
    void damageGivesASentenceOrAnAnswer() {
        byte[] whole = new ForeignModel().bytes();
        int refused = 0;
        int ran = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = damaged(whole, new Seeds(7).stream("damage", i));
            try (OnnxModel model = OnnxModel.of(bytes, 1)) {
                if (model.size() <= 64) {
                    model.run(model.values(new byte[model.channels() * model.size() * model.size()]), 1);
                }
                ran++;
            } catch (UserException e) {
                assertThat(e.getMessage()).startsWith("bytes: ");
                refused++;
            }
        }
        assertThat(refused).isPositive();
        assertThat(ran).isPositive();
    }

    private static byte[] damaged(byte[] whole, RandomGenerator random) {
        byte[] bytes = whole.clone();
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) random.nextInt(256);
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
            }
            if (n > 1 && random.nextInt(8) == 0) {
                // Some bytes stand twice, at another place.
                int from = random.nextInt(bytes.length);
                int to = random.nextInt(bytes.length);
                int count = Math.min(random.nextInt(1, 9), bytes.length - Math.max(from, to));
                System.arraycopy(bytes.clone(), from, bytes, to, count);
            }
        }
        return bytes;
    }
}
