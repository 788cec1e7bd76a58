package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.random.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tensors are freed by scopes, not by the garbage collector: thousands of steps must not grow the process. */
@EnabledOnOs(OS.LINUX)
class MemoryTest {
    private static final int STEPS_PER_EPOCH = 8;
    /** {@code -Dnarsil.steps=10000} is what a release is checked with. */
    private static final int STEPS = Integer.getInteger("narsil.steps", 3000);

    @Test
    void theResidentSetIsFlatOverThousandsOfSteps() throws Exception {
        torch.set_num_threads(1);
        try (Trainer trainer = new Trainer(
                Samples.NETWORK,
                Samples.recipe(Map.of()),
                Samples.data(),
                new Seeds(1),
                400,
                Setup.on(TorchDevice.CPU))) {
            int epoch = 1;
            while (epoch * STEPS_PER_EPOCH < 500) {
                trainer.epoch(epoch++);
            }
            long before = residentAfterCollection();
            while (epoch * STEPS_PER_EPOCH < STEPS) {
                trainer.epoch(epoch++);
            }
            // A leak of one small feature map a step would be more than 60 MB by now, and 5 % are 25 MB.
            // Java's own heap is resident from the start (pom.xml).
            assertThat(residentAfterCollection()).isLessThan(before + before / 20);
        }
    }

    /** In kB. */
    private static long residentAfterCollection() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
