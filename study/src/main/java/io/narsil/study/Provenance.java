package io.narsil.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * Where a run comes from.
 *
 * @param started when it began; for people, nothing depends on it
 * @param engine what trains
 * @param data fingerprint of the images
 */
record Provenance(
        String narsil,
        String java,
        String system,
        String processor,
        int processors,
        String engine,
        String data,
        long seed,
        String started) {

    static Provenance here(String engine, String data, long seed) {
        return new Provenance(
                version(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                engine,
                data,
                seed,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** The program's version, from its jar. */
    static String version() {
        String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(l -> l.startsWith("model name"))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
