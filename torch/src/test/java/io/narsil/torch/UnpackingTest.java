package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void oneLoadsAfterTheOther(@TempDir Path folder) throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i : IntStream.range(0, 3).toArray()) {
                all.add(threads.submit(() -> Unpacking.alone(folder.resolve("cache"), "version " + i, LONG, () -> {
                    order.add("begins");
                    order.add("ends");
                    return i;
                })));
            }
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).get()).isEqualTo(i);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(order).containsExactly("begins", "ends", "begins", "ends", "begins", "ends");
    }

    @Test
    void whoeverTakesTooLongIsNotWaitedFor(@TempDir Path folder) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> first = thread.submit(() -> Unpacking.alone(folder, "done", LONG, () -> {
                begun.countDown();
                return await(over);
            }));
            begun.await();
            assertThat(Unpacking.alone(folder, "done", Duration.ofMillis(250), () -> "second"))
                    .isEqualTo("second");
            assertThat(first.isDone()).isFalse();
            over.countDown();
            assertThat(first.get()).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aFolderThatCannotBeUsedStopsNobody(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(Unpacking.alone(file, "done", LONG, () -> 7)).isEqualTo(7);
    }

    @Test
    void aFailureLetsTheNextOneIn(@TempDir Path folder) throws IOException, InterruptedException {
        assertThatThrownBy(() -> Unpacking.alone(folder, "done", LONG, () -> {
                    throw new UnsatisfiedLinkError("no libtorch");
                }))
                .isInstanceOf(UnsatisfiedLinkError.class);
        assertThat(Unpacking.alone(folder, "done", LONG, () -> 7)).isEqualTo(7);
    }

    @Test
    void whoComesLaterWaitsForNobody(@TempDir Path folder) throws Exception {
        Unpacking.alone(folder, "done", LONG, () -> 1);
        assertThat(folder.resolve("done")).isEmptyFile();
        int both = Unpacking.alone(folder, "done", LONG, () -> {
            try {
                return 1 + Unpacking.alone(folder, "done", LONG, () -> 1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(both).isEqualTo(2);
        Unpacking.alone(folder, "other version", LONG, () -> 1);
        assertThat(folder.resolve("other version")).isEmptyFile();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
