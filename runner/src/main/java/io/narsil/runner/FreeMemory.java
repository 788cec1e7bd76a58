package io.narsil.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The memory that new processes may take on Linux: what the machine has left, or what a control group (of a container, a
 * scheduler or a service) leaves, whichever is less.
 */
public final class FreeMemory {
    /** Version 1 says "no limit" by the largest number of whole pages. */
    private static final long NO_LIMIT = 1L << 60;

    private final Path root;

    /** @param root root of the file system, "/" but in tests */
    FreeMemory(Path root) {
        this.root = root;
    }

    /** The bytes; nothing where the system does not tell. */
    public static OptionalLong bytes() {
        return new FreeMemory(Path.of("/")).read();
    }

    OptionalLong read() {
        OptionalLong machine = field(root.resolve("proc/meminfo"), "MemAvailable:", 1024);
        LongStream groups = lines(root.resolve("proc/self/cgroup")).stream().flatMapToLong(this::group);
        return LongStream.concat(machine.stream(), groups).min();
    }

    /** What the groups of one line leave, "number:controllers:path", where no controller means version 2. */
    private LongStream group(String line) {
        String[] words = line.split(":", 3);
        boolean second = words.length == 3 && words[1].isEmpty();
        if (words.length < 3 || (!second && !List.of(words[1].split(",", -1)).contains("memory"))) {
            return LongStream.empty();
        }
        Path top = root.resolve(second ? "sys/fs/cgroup" : "sys/fs/cgroup/memory");
        // A limit of any group above holds, too. In a container the path may be one outside it, and only the top is
        // there.
        Path inner = Path.of("/").relativize(Path.of("/" + words[2]).normalize());
        Stream<Path> folders =
                Stream.iterate(top.resolve(inner).normalize(), p -> p != null && p.startsWith(top), Path::getParent);
        return folders.flatMapToLong(folder -> (second
                        ? left(folder, "memory.max", "memory.current", "inactive_file ")
                        : left(folder, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file "))
                .stream());
    }

    /** What a group leaves; pages of files that were not used lately are given up for programs. */
    private static OptionalLong left(Path folder, String limit, String usage, String cache) {
        OptionalLong most = field(folder.resolve(limit), "", 1);
        if (most.isEmpty() || most.getAsLong() >= NO_LIMIT) {
            return OptionalLong.empty();
        }
        long used = field(folder.resolve(usage), "", 1).orElse(0);
        long old = field(folder.resolve("memory.stat"), cache, 1).orElse(0);
        return OptionalLong.of(Math.max(0, most.getAsLong() - Math.max(0, used - old)));
    }

    /** The number after a word that begins a line. */
    private static OptionalLong field(Path file, String word, long unit) {
        return lines(file).stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).strip().split("\\s+", 2)[0])
                .filter(number -> number.matches("\\d{1,19}"))
                .mapToLong(number -> saturated(number, unit))
                .findFirst();
    }

    private static long saturated(String number, long unit) {
        try {
            return Math.multiplyExact(Long.parseLong(number), unit);
        } catch (ArithmeticException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
