package io.narsil.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The graphics cards that workers may use, as Nvidia's program {@code nvidia-smi} tells of them: libtorch is not asked, since the
 * command that starts workers has none.
 *
 * @param free bytes that are free on each card, in the order of their numbers
 */
public record Cards(List<Long> free) {
    /** The variable by which a machine's user or a scheduler lends some of its cards only. */
    private static final String LENT = "CUDA_VISIBLE_DEVICES";

    private static final List<String> ASK =
            List.of("nvidia-smi", "--query-gpu=index,uuid,memory.free", "--format=csv,noheader,nounits");
    private static final long SECONDS = 20;
    private static final long MEBIBYTE = 1L << 20;

    public Cards {
        free = List.copyOf(free);
    }

    /** The cards of this machine; none where there is no such program or it does not answer. */
    public static Cards here() {
        return read(ask(), Optional.ofNullable(System.getenv(LENT)));
    }

    /**
     * The cards of which lines tell, each "number, name, free mebibytes".
     *
     * @param lent numbers, or beginnings of names, of the cards that may be used; empty for all
     */
    static Cards read(String lines, Optional<String> lent) {
        return new Cards(lines.lines()
                .map(line -> line.split("\\s*,\\s*", -1))
                .filter(words -> words.length == 3 && words[2].strip().matches("\\d{1,9}"))
                .filter(words -> lent.isEmpty() || lent(words[0].strip(), words[1], lent.get()))
                .map(words -> Long.parseLong(words[2].strip()) * MEBIBYTE)
                .toList());
    }

    private static boolean lent(String number, String name, String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .anyMatch(card -> card.equals(number) || (card.startsWith("GPU-") && name.startsWith(card)));
    }

    /** What the program answers; nothing where it fails. */
    private static String ask() {
        try {
            Process process = new ProcessBuilder(ASK)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                process.getOutputStream().close();
                // A driver that hangs must not hang the command: the answer fits into the pipe.
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    return "";
                }
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | UncheckedIOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** The bytes that are free on the fullest card; 0 without cards. */
    public long least() {
        return free.stream().mapToLong(Long::longValue).min().orElse(0);
    }
}
