package io.narsil.report.part;

import io.narsil.search.Measure;
import io.narsil.study.finished.PredictedFronts;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The predicted fronts of a run as the page's code reads them: a budget is looked up there, and nobody is asked. */
public final class FrontsView {
    private final Map<List<Object>, Integer> blocks = new LinkedHashMap<>();
    private List<String> settings = List.of();

    private FrontsView() {}

    /**
     * The values for a page.
     *
     * @param folder folder of the run, as commands name it
     * @param images options of {@code narsil train} that name the images
     * @throws io.narsil.config.UserException where the run has no fronts, or they are damaged
     */
    public static Map<String, Object> of(RunFolder run, String folder, List<String> images) {
        PredictedFronts fronts = PredictedFronts.read(run);
        StudyResult result = StudyResult.read(run);
        FrontsView view = new FrontsView();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("score", result.scoreText());
        all.put(
                "measures",
                fronts.measures().stream()
                        .map(m -> Map.of("key", m.key(), "words", m.words()))
                        .toList());
        all.put(
                "candidates",
                fronts.candidates().stream()
                        .map(c -> view.candidate(c, fronts.measures()))
                        .toList());
        // Many candidates share blocks, and all recipes the names of their settings: each is told once.
        all.put("settings", view.settings);
        all.put("blocks", List.copyOf(view.blocks.keySet()));
        all.put("run", folder);
        all.put("train", options(run, result, fronts, folder, images));
        return all;
    }

    private Map<String, Object> candidate(PredictedFronts.Offer offer, List<Measure> measures) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", offer.candidate());
        all.put("predicted", offer.predicted());
        all.put("deviation", offer.deviation());
        all.put("costs", measures.stream().map(m -> m.of(offer.cost())).toList());
        all.put("brief", offer.brief());
        settings = List.copyOf(offer.recipe().keySet());
        all.put("recipe", List.copyOf(offer.recipe().values()));
        all.put(
                "blocks",
                BlockView.of(offer.network()).stream().map(this::number).toList());
        return all;
    }

    /** The number of a block's row: name, output, kernel, expansion, stride, gate, parameters, multiply-adds. */
    private int number(BlockView block) {
        List<Object> row = List.of(
                block.name(),
                block.out(),
                block.kernel(),
                Math.round(10 * block.expansion()) / 10.0,
                block.stride(),
                block.squeeze(),
                block.params(),
                block.macs());
        return blocks.computeIfAbsent(row, r -> blocks.size());
    }

    /** What trains a candidate as finalists were trained, behind its network and recipe. */
    private static List<String> options(
            RunFolder run, StudyResult result, PredictedFronts fronts, String folder, List<String> images) {
        List<String> words = new ArrayList<>();
        if (result.finds()) {
            words.addAll(List.of("--task", "detection", "--resolution", Integer.toString(fronts.resolution())));
        }
        words.addAll(images);
        words.addAll(List.of("--epochs", Integer.toString(result.finalEpochs())));
        if (!result.finds() && !result.score().equals("accuracy")) {
            words.addAll(List.of("--score", result.score()));
        }
        ModelFolder parent = run.parent();
        if (Files.exists(parent.weights())) {
            words.addAll(List.of("--init", folder + "/" + run.name(parent)));
        }
        return words;
    }
}
