package io.narsil.study;

import io.narsil.device.Machine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
                Machine.processor(),
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
}
