package io.narsil.cli.model;

import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.data.DataSource;
import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import io.narsil.data.MeasuredImages;
import io.narsil.data.Part;
import io.narsil.json.Json;
import io.narsil.onnx.OnnxModel;
import io.narsil.study.evaluation.Evaluation;
import io.narsil.study.evaluation.Evaluator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil evaluate}: how often a deployed network is right, and where it is wrong. */
@Command(
        name = "evaluate",
        description = {
            "Measures a network's ONNX file on images whose classes are known: accuracy with its interval of 95 %%, balanced"
                    + " accuracy, macro F1, what is found of each class, what is taken for what, and the images that are most surely"
                    + " wrong, of which some may be in the wrong folder.",
            "Images are read as \"narsil predict\" reads them, and classes are matched by their names."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all images were read",
            "2:some were not, each of which is named and in no figure, or nothing could be done"
        },
        footer = {
            "",
            "Examples:",
            "  narsil evaluate runs/fashion/models/small --data fashion",
            "  narsil evaluate model.int8.onnx --data new-photos",
            "  narsil evaluate model.onnx --data photos --part test --json > figures.json"
        })
public final class EvaluateCommand implements Callable<Integer> {
    /** The exit code where some images could not be read. */
    private static final int SOME_BAD = 2;

    private static final String ALL = "all";

    @Parameters(index = "0", paramLabel = "MODEL", description = "An ONNX file, or a folder with a model.onnx.")
    private Path path;

    @Option(
            names = "--data",
            paramLabel = "NAME|DIR",
            required = true,
            description =
                    "Built-in images (fashion) or a folder of images, with a folder for each class or for each part.")
    private String data;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            description =
                    "test, validation, train or all. By default the images to test on where there is a part of them, and"
                            + " all where there is none. A part that is not there is what a search of these images holds out for it.")
    private String part;

    @Option(names = "--follow-links", description = "Follow links that lead out of the folder of images.")
    private boolean followLinks;

    @Option(names = "--json", description = "Print all figures as one JSON object, with the whole confusion matrix.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        DataSpec named = DataSpec.of(data, Optional.empty()).options(false, followLinks);
        DataSource source = DataSources.of(named, "--data");
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        BadImages bad = new BadImages(err);
        Evaluation figures;
        try (OnnxModel model = PhotoModel.open(path);
                MeasuredImages images = images(named, source)) {
            Evaluator evaluator = new Evaluator(model, images, data);
            images.notes().forEach(note -> err.println("Of the images: " + note + "."));
            ImagesProgress progress = new ImagesProgress(err, images.labels().length, bad);
            figures = evaluator.evaluate(progress);
            progress.end();
            if (json) {
                Printed printed = new Printed(path.toString(), data, partName(images), images.heldOut(), figures);
                out.println(Json.write(printed));
            } else {
                out.print(new EvaluationText(figures).of(new PartText(images, evaluator.classes()).lines()));
            }
        }
        out.flush();
        return bad.end(figures.images()) ? SOME_BAD : 0;
    }

    /**
     * The figures as JSON.
     *
     * @param heldOut truth of the data having no such part, so that its images were held out as a search does it
     */
    private record Printed(String model, String data, String part, boolean heldOut, Evaluation figures) {}

    private MeasuredImages images(DataSpec named, DataSource source) {
        if (part == null) {
            return MeasuredImages.usual(named, source);
        }
        if (part.equals(ALL)) {
            return MeasuredImages.all(named, source);
        }
        List<String> words = new ArrayList<>(Words.all(Part.class));
        words.add(ALL);
        return MeasuredImages.of(
                named,
                source,
                Words.find(Part.class, part)
                        .orElseThrow(() -> new UserException(
                                "--part", "there is no \"" + part + "\" here", Nearest.hint(part, words))));
    }

    private static String partName(MeasuredImages images) {
        return images.part().map(Words::of).orElse(ALL);
    }
}
