package io.narsil.cli.model;

import io.narsil.config.UserException;
import io.narsil.data.SingleImage;
import io.narsil.onnx.OnnxModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil predict}: what a deployed network says of images. */
@Command(
        name = "predict",
        description = "Names the most probable classes of images, by a network's ONNX file.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all images were read", "2:some were not, each of which is named, or nothing could be done"},
        footer = {
            "",
            "Examples:",
            "  narsil predict runs/fashion/models/small shoe.png",
            "  narsil predict model.onnx photos \"more/**.jpg\" --top 5",
            "  narsil predict model.onnx photos --csv > answers.csv"
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

    @Option(names = "--csv", description = "Print CSV: image, class, its probability, and those of all classes.")
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
            AnswerForm form = form(model.classes());
            ImageFiles.forEach(images, image -> answer(model, image, form, bad), bad::add);
            form.end();
        }
        return bad.end(good) ? SOME_BAD : 0;
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
