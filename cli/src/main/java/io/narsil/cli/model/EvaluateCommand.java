package io.narsil.cli.model;

import io.narsil.cli.objects.BoxThreshold;
import io.narsil.cli.objects.MarkedPart;
import io.narsil.cli.objects.ObjectFigures;
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
            "Of a detector, in a folder with annotations: mAP, AP50 and more as COCO has them, with intervals, and what is"
                    + " found for what, the background as well, as \"narsil boxes --found\" prints them.",
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
            "  narsil evaluate model.onnx --data photos --part test --json > figures.json",
            "  narsil evaluate trained/cells --data cells --threshold 0.5"
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

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description =
                    "Boxes of a detector that count in the table of what is found for what: those with a score above this, 0 to 1; 0.3.")
    private Double threshold;

    @Option(names = "--follow-links", description = "Follow links that lead out of the folder of images.")
    private boolean followLinks;

    @Option(names = "--json", description = "Print all figures as one JSON object, with the whole confusion matrix.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        DataSpec named = DataSpec.of(data, Optional.empty()).options(false, followLinks);
        BadImages bad = new BadImages(spec.commandLine().getErr());
        try (OnnxModel model = PhotoModel.open(path)) {
            long good = model.detects() ? boxes(model, named, bad) : classes(model, named, bad);
            spec.commandLine().getOut().flush();
            return bad.end(good) ? SOME_BAD : 0;
        }
    }

    /** Measures a network that classifies, and gives the number of images that could be read. */
    private long classes(OnnxModel model, DataSpec named, BadImages bad) {
        if (threshold != null) {
            throw new UserException("--threshold", "only the boxes of a detector have scores", "leave it out");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (MeasuredImages images = images(named, DataSources.of(named, "--data"))) {
            Evaluator evaluator = new Evaluator(model, images, data);
            images.notes().forEach(note -> err.println("Of the images: " + note + "."));
            ImagesProgress progress = new ImagesProgress(err, images.labels().length, bad);
            Evaluation figures = evaluator.evaluate(progress);
            progress.end();
            if (json) {
                Printed printed = new Printed(path.toString(), data, partName(images), images.heldOut(), figures);
                out.println(Json.write(printed));
            } else {
                out.print(new EvaluationText(figures).of(new PartText(images, evaluator.classes()).lines()));
            }
            return figures.images();
        }
    }

    /** Measures a detector, and gives the number of images that could be read. */
    private long boxes(OnnxModel model, DataSpec named, BadImages bad) {
        double least = BoxThreshold.of(threshold);
        PrintWriter err = spec.commandLine().getErr();
        MarkedPart marked = MarkedPart.of(named, part == null ? Optional.empty() : Optional.of(part(part)));
        marked.notes().forEach(note -> err.println("Of the images: " + note + "."));
        ImagesProgress progress = new ImagesProgress(err, marked.count(), bad);
        ObjectFigures figures = ObjectFigures.of(model, marked, data, least, progress::over, progress::unread);
        progress.end();
        spec.commandLine().getOut().print(json ? figures.json(path.toString(), data) : figures.text());
        return figures.images();
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
        return part(part)
                .map(one -> MeasuredImages.of(named, source, one))
                .orElseGet(() -> MeasuredImages.all(named, source));
    }

    /** The part of a name; nothing for all of them. */
    private static Optional<Part> part(String name) {
        if (name.equals(ALL)) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(Words.all(Part.class));
        words.add(ALL);
        return Optional.of(Words.find(Part.class, name)
                .orElseThrow(() ->
                        new UserException("--part", "there is no \"" + name + "\" here", Nearest.hint(name, words))));
    }

    private static String partName(MeasuredImages images) {
        return images.part().map(Words::of).orElse(ALL);
    }
}
