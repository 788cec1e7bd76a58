package io.narsil.dashboard.run;

import io.narsil.report.FrontsView;
import io.narsil.study.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The predicted fronts of a run, read again when their file or the result has changed. */
final class RunFronts {
    private final RunFolder run;
    private String read = "";
    private Map<String, Object> fronts = Map.of();

    RunFronts(RunFolder run) {
        this.run = run;
    }

    /**
     * The fronts as a page reads them, or {@code problems}.
     *
     * @param images options of {@code narsil train} that name the images
     */
    synchronized Map<String, Object> of(List<String> images) {
        String now = time(run.fronts()) + time(run.result()) + images;
        if (!now.equals(read)) {
            fronts = read(images);
            read = now;
        }
        return fronts;
    }

    private Map<String, Object> read(List<String> images) {
        try {
            return FrontsView.of(run, run.path().toAbsolutePath().normalize().toString(), images);
        } catch (RuntimeException e) {
            return Map.of("problems", StoreReading.texts(run.fronts(), e));
        }
    }

    private static String time(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " ";
        } catch (IOException e) {
            return "none ";
        }
    }
}
