package io.narsil.study.folder;

import io.narsil.device.Machine;
import io.narsil.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a run comes from.
 *
 * @param narsil version of the program
 * @param engine name of what trains, with its version
 * @param data fingerprint of the images
 * @param started time at which it began; for people, nothing depends on it
 */
public record Provenance(
        String narsil,
        String java,
        String system,
        String processor,
        int processors,
        String engine,
        String data,
        long seed,
        String started) {

    /** Of a run that begins here and now. */
    public static Provenance here(String engine, String data, long seed) {
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

    /** Reads what a run comes from. */
    public static Provenance read(RunFolder folder) {
        return Json.read(folder.provenance(), Provenance.class);
    }

    /** Writes it into the folder of the run. */
    public void write(RunFolder folder) {
        Json.write(folder.provenance(), this);
    }

    /** The program's version, from its jar. */
    public static String version() {
        String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
