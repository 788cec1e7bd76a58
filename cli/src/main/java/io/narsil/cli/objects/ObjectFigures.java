package io.narsil.cli.objects;

import io.narsil.cli.boxes.Judgement;
import io.narsil.config.UserException;
import io.narsil.data.Part;
import io.narsil.json.Json;
import io.narsil.onnx.OnnxModel;
import io.narsil.study.objects.DetectorEvaluation;
import io.narsil.study.objects.PhotoDetector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** {@code narsil evaluate} of a detector. */
public record ObjectFigures(MarkedPart marked, Judgement judgement) {
    /**
     * Measures a detector.
     *
     * @param where name of the images in messages
     * @param score score that boxes must be above to be counted in the confusion
     * @param over hearer of how many images are over
     * @param fault hearer of images that cannot be read
     */
    public static ObjectFigures of(
            OnnxModel model,
            MarkedPart marked,
            String where,
            double score,
            IntConsumer over,
            Consumer<UserException> fault) {
        DetectorEvaluation measured =
                DetectorEvaluation.of(PhotoDetector.of(model), marked.folder(), marked.part(), where, over, fault);
        return new ObjectFigures(marked, Judgement.of(measured.judged(), marked.words(), score));
    }

    /** The number of images that could be read. */
    public int images() {
        return judgement.images();
    }

    /** The figures in lines and a table. */
    public String text() {
        return judgement.text();
    }

    /**
     * The figures as JSON.
     *
     * @param model name of the file
     * @param data name of the images
     */
    public String json(String model, String data) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("model", model);
        all.put("data", data);
        all.put("held_out", marked.folder().heldOut().contains(Part.TEST));
        all.putAll(judgement.json());
        return Json.write(all);
    }
}
