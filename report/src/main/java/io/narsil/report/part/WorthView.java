package io.narsil.report.part;

import io.narsil.config.UserException;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.worth.Worth;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the parameters of a run are worth so far, as the page's code reads it. */
public final class WorthView {
    private WorthView() {}

    /** The values for a page, or the {@code problems} of files that they come from. */
    public static Map<String, Object> of(RunFolder run) {
        try {
            return Files.exists(run.predictor())
                    ? of(Worth.of(run))
                    : of(new Worth(0, 0, 0, false, 0, List.of())); // no round is over yet
        } catch (UserException e) {
            return Map.of(
                    "problems", e.problems().stream().map(Object::toString).toList());
        }
    }

    private static Map<String, Object> of(Worth worth) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("trials", worth.trials());
        all.put("judged", worth.judged());
        all.put("fewest", Worth.FEWEST);
        all.put("explained", worth.explained());
        all.put("known", worth.known());
        all.put("together", worth.together());
        all.put("parameters", worth.parameters());
        return all;
    }
}
