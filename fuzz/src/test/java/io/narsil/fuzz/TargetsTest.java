package io.narsil.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each target takes its seeds and what is cut off of them, and its reader accepts some: or it would only fuzz a refusal. */
class TargetsTest {
    static Stream<Map.Entry<String, List<byte[]>>> seeds() throws IOException {
        return SeedCorpus.of(Path.of("..")).entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seedsAreRead(Map.Entry<String, List<byte[]>> target) throws Exception {
        Method method =
                Class.forName("io.narsil.fuzz." + target.getKey()).getMethod("fuzzerTestOneInput", byte[].class);
        long before = Reading.accepted();
        for (byte[] seed : target.getValue()) {
            method.invoke(null, (Object) seed);
            method.invoke(null, (Object) Arrays.copyOf(seed, seed.length / 2));
        }
        if (!target.getKey().equals(OrientationTarget.class.getSimpleName())) {
            assertThat(Reading.accepted()).isGreaterThan(before);
        }
    }
}
