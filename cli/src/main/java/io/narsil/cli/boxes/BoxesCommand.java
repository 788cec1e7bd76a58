package io.narsil.cli.boxes;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.boxes.BoxConfusion;
import io.narsil.cli.text.Options;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.data.DataSpec;
import io.narsil.data.Part;
import io.narsil.json.Json;
import io.narsil.task.Fit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil boxes}: what people have marked in a folder of images, and what is wrong with it. */
@Command(
        name = "boxes",
        description = {
            "Says which objects are marked in a folder of images: parts, classes, counts and sizes of boxes, what is"
                    + " odd, and all that is wrong, by file and line. With --found instead: how good a program's boxes are.",
            "Annotations of Pascal VOC, COCO (JSON) and YOLO are found by the files in the folder. Nothing is written."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the folder is sound", "2:it has faults, each of which is named, or it could not be read"},
        footer = {
            "",
            "Examples:",
            "  narsil boxes cells",
            "  narsil boxes cells --resolution 320",
            "  narsil boxes cells --json > boxes.json",
            "  narsil boxes cells --found found.jsonl --part validation --threshold 0.5"
        })
public final class BoxesCommand implements Runnable {
    private static final int LARGEST = 10_000;

    @Parameters(index = "0", paramLabel = "DIR", description = "A folder of images with annotations.")
    private String folder;

    @Option(
            names = "--resolution",
            paramLabel = "PIXELS",
            description = "Say how small the boxes are where images are scaled to this size, whole (letterbox).")
    private Integer resolution;

    @Option(
            names = "--skip-broken",
            description =
                    "Leave boxes and images out that are none (outside of the image, without width, damaged), and say"
                            + " so.")
    private boolean skipBroken;

    @Option(names = "--follow-links", description = "Follow links that lead out of the folder of images.")
    private boolean followLinks;

    @Option(
            names = "--found",
            paramLabel = "FILE",
            description = {
                "Judge the boxes of this file as COCO does: mAP, AP50 and more, with intervals. A line for each box:",
                "{\"image\": \"test/1.jpg\", \"class\": \"cell\", \"score\": 0.9, \"box\": [left, top, width, height]}"
            })
    private Path found;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            description = "The part that --found is of: train, validation or test; test.")
    private String part;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description =
                    "Boxes of --found that count in the table of what is found for what: those with a score above this; 0.3.")
    private Double threshold;

    @Option(names = "--json", description = "Print all figures as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (resolution != null) {
            Options.check("--resolution", resolution, 1, LARGEST);
        }
        if (part != null && found == null) {
            throw new UserException("--part", "only --found reads it", "add --found FILE");
        }
        if (threshold != null && found == null) {
            throw new UserException("--threshold", "only --found reads it", "add --found FILE");
        }
        double least = threshold == null ? BoxConfusion.SCORE : threshold;
        if (!Double.isFinite(least)) {
            throw new UserException("--threshold", "this is no score: " + least, "0.3");
        }
        if (resolution != null && found != null) {
            throw new UserException("--resolution", "boxes are judged in the pixels of the images", "leave it out");
        }
        Path path = Path.of(folder.isEmpty() ? "." : folder);
        DataSpec images = new DataSpec(folder, Optional.of(path), Optional.empty(), 0.1, false)
                .fitted(Fit.LETTERBOX)
                .options(skipBroken, followLinks);
        AnnotatedFolder read = AnnotatedFolder.read(images, "DIR");
        if (found != null) {
            Judgement judged = Judgement.of(found, read, path, judgedPart(), least);
            print(json ? Json.write(judged.json()) : judged.text());
            return;
        }
        BoxCounts counts = BoxCounts.of(read, resolution);
        print(json ? Json.write(counts) : new BoxesText(path.toString(), read, counts).text());
    }

    private Part judgedPart() {
        return part == null
                ? Part.TEST
                : Words.find(Part.class, part)
                        .orElseThrow(() -> new UserException(
                                "--part", "there is no part \"" + part + "\"", "train, validation or test"));
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
