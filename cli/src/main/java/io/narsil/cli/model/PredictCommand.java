package io.narsil.cli.model;

import io.narsil.cli.objects.BoxThreshold;
import io.narsil.cli.objects.ObjectAnswers;
import io.narsil.config.UserException;
import io.narsil.data.SingleImage;
import io.narsil.onnx.OnnxModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil predict}: what a deployed network says of images. */
@Command(
        name = "predict",
        description =
                "Names the most probable classes of images, by a network's ONNX file, or the objects that a detector finds in"
                        + " them: class, score, and the box in pixels of the image as it is seen.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all images were read", "2:some were not, each of which is named, or nothing could be done"},
        footer = {
            "",
            "Examples:",
            "  narsil predict runs/fashion/models/small shoe.png",
            "  narsil predict model.onnx photos \"more/**.jpg\" --top 5",
            "  narsil predict model.onnx photos --csv > answers.csv",
            "  narsil predict trained/cells photos --out pictures",
            "  narsil predict trained/cells cell.jpg --threshold 0.5 --json"
        })
public final class PredictCommand implements Callable<Integer> {
    /** The exit code where some images could not be read. */
    private static final int SOME_BAD = 2;

    @Parameters(index = "0", paramLabel = "MODEL", description = "An ONNX file, or a folder with a model.onnx.")
    private Path path;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE",
            description =
                    "Image files (JPEG, PNG, WebP, GIF, BMP or TIFF), folders of them (with all folders within), or patterns such as \"a/*.jpg\".")
    private List<String> images;

    @Option(names = "--top", paramLabel = "N", description = "Classes to name in the table; 3.")
    private Integer top;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description = "Boxes of a detector to show: those with a score above this, 0 to 1; 0.3.")
    private Double threshold;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write a picture of each image with the boxes of a detector into this folder: NAME.boxes.png.")
    private Path out;

    @Option(
            names = "--csv",
            description =
                    "Print CSV: image, class, its probability, and those of all classes; of a detector a line for each box.")
    private boolean csv;

    @Option(names = "--json", description = "Print a JSON object for each image, a line each.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private long good;

    @Override
    public Integer call() {
        if (top != null && top < 1) {
            throw new UserException("--top", "this must be at least 1, not " + top, "");
        }
        if (csv && json) {
            throw new UserException("--csv", "there is --json, too, and only one form is printed", "");
        }
        if (top != null && (csv || json)) {
            throw new UserException("--top", "--csv and --json always name all classes", "");
        }
        BadImages bad = new BadImages(spec.commandLine().getErr());
        try (OnnxModel model = PhotoModel.open(path)) {
            if (model.detects()) {
                find(model, bad);
            } else {
                classify(model, bad);
            }
        }
        return bad.end(good) ? SOME_BAD : 0;
    }

    private void classify(OnnxModel model, BadImages bad) {
        refuse("--threshold", threshold != null, "only the boxes of a detector have scores");
        refuse("--out", out != null, "only the boxes of a detector are drawn");
        AnswerForm form = form(model.classes());
        ImageFiles.forEach(images, image -> answer(model, image, form, bad), bad::add);
        form.end();
    }

    private void find(OnnxModel model, BadImages bad) {
        refuse("--top", top != null, "a detector names one class for each box");
        double least = BoxThreshold.of(threshold);
        ObjectAnswers.Form form =
                csv ? ObjectAnswers.Form.CSV : json ? ObjectAnswers.Form.JSON : ObjectAnswers.Form.TABLE;
        ObjectAnswers answers =
                new ObjectAnswers(model, form, spec.commandLine().getOut(), least, Optional.ofNullable(out));
        ImageFiles.forEach(images, image -> good += answers.add(image, bad::add) ? 1 : 0, bad::add);
        answers.end();
    }

    private static void refuse(String option, boolean given, String reason) {
        if (given) {
            throw new UserException(option, reason, "leave it out");
        }
    }

    private AnswerForm form(List<String> classes) {
        PrintWriter out = spec.commandLine().getOut();
        if (csv) {
            return new CsvAnswers(out, classes);
        }
        return json ? new JsonAnswers(out) : new TextAnswers(out, top == null ? 3 : top);
    }

    private void answer(OnnxModel model, Path image, AnswerForm form, BadImages bad) {
        byte[] pixels;
        try {
            pixels = SingleImage.read(
                    image, model.size(), model.channels(), model.preparation().fit());
        } catch (UserException e) {
            bad.add(e);
            return;
        }
        double[] p = model.probabilities(pixels);
        form.add(new Answer(
                image.toString(), model.classes(), Arrays.stream(p).boxed().toList()));
        good++;
    }
}
