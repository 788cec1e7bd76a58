package io.narsil.kubernetes;

import io.narsil.files.Fingerprint;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.runner.jobs.JobFolder;
import io.narsil.runner.jobs.Nonce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The labels by which jobs are known again. Several people may share a namespace, and the path of a run need not be one
 * run's alone there: so a run has a name that no other has, which lies among its jobs.
 */
record Labels(String run, String title) {
    /** The label with the name that no other run has. */
    static final String RUN = "narsil.io/run";

    /** The label with the name of a job among those of its run. */
    static final String JOB = "narsil.io/job";

    /** The label with the name of the run's folder, for people. */
    private static final String TITLE = "narsil.io/name";

    private static final String FILE = "kubernetes-run.txt";
    private static final String APP = "app.kubernetes.io/name";
    private static final String FORM = "[0-9a-z]{1,40}";
    private static final int LONGEST = 63;
    private static final int DIGITS = 8;

    /** The labels of the run whose jobs lie in a folder; from the first time on the same. */
    static Labels of(Path jobs) {
        Path file = jobs.resolve(FILE);
        String run = Files.exists(file) ? TextFile.read(file).strip() : "";
        if (!run.matches(FORM)) {
            run = Nonce.next();
            WholeFile.write(file, run + "\n");
        }
        Path folder = jobs.toAbsolutePath().normalize().getParent();
        return new Labels(run, value(folder == null ? "" : String.valueOf(folder.getFileName())));
    }

    /** Forgets the run's name: no job has it any more. */
    static void forget(Path jobs) {
        try {
            Files.deleteIfExists(jobs.resolve(FILE));
        } catch (IOException e) {
            // What stays is in nobody's way.
        }
    }

    /** A text as the value of a label, as far as it may stand there. */
    static String value(String text) {
        String value = text.replaceAll("[^A-Za-z0-9_.-]", "-");
        value = value.substring(0, Math.min(value.length(), LONGEST));
        return value.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    }

    /** Whether a search gives a label itself, or Kubernetes does. */
    static boolean own(String key) {
        return key.startsWith("narsil.io/")
                || key.startsWith("batch.kubernetes.io/")
                || key.equals("job-name")
                || key.equals("controller-uid")
                || key.equals(APP);
    }

    /** The name of a job in the cluster. */
    String name(JobFolder folder) {
        return "narsil-" + Fingerprint.of(run).substring(0, DIGITS) + "-" + folder.name();
    }

    /** The labels of a job and its pods. */
    Map<String, String> all(JobFolder folder, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.put(APP, "narsil");
        all.put(RUN, run);
        all.put(TITLE, title);
        all.put(JOB, folder.name());
        return all;
    }
}
