package io.narsil.cli.train;

import io.narsil.cli.detection.DetectorOptions;
import io.narsil.cli.detection.DetectorRun;
import io.narsil.cli.detection.Trained;
import io.narsil.cli.text.FitOption;
import io.narsil.cli.text.NetworkArgument;
import io.narsil.cli.text.Options;
import io.narsil.cli.text.RecipeArgument;
import io.narsil.data.DataSpec;
import io.narsil.network.Network;
import io.narsil.runner.Device;
import io.narsil.runner.Engine;
import io.narsil.runner.Precision;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunSums;
import io.narsil.study.training.SingleTraining;
import io.narsil.study.training.SingleTrainingBuilder;
import io.narsil.task.ClassScore;
import io.narsil.task.Fit;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code narsil train}: one network with one recipe. */
@Command(
        name = "train",
        description = {
            "Trains one network with one recipe, outside any search, such as a new member that \"narsil evolve\" found.",
            "It ends with a model.onnx that is proven to compute the same, for \"narsil predict\" and other programs; a detector"
                    + " with what it finds in the test images, found.jsonl, too.",
            "Stopped at any time, by any means, the same command goes on from its last epoch."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil train --network runs/fashion/evolved/phone/architecture.yaml \\",
            "      --recipe runs/fashion/evolved/phone/recipe.yaml --data fashion --epochs 6",
            "  narsil train --network fbnetv3-a --data photos --resolution 64 --epochs 30 --out trained/a",
            "  narsil train --network fbnetv3-a --data photos --resolution 160 --fit letterbox --epochs 30",
            "  narsil train --network fbnetv3-b --init fbnetv3_b.safetensors --data photos --resolution 224 --epochs 5",
            "  narsil train --network small.yaml --init runs/fashion/models/large --data fashion --epochs 3",
            "  narsil train --network fbnetv3-a --data photos --resolution 64 --score balanced_accuracy",
            "  narsil train --task detection --network efficientnet-lite0 --init lite0.safetensors --data cells \\",
            "      --resolution 320 --epochs 30",
            "  narsil train --task detection --network fbnetv3-a --data cells --resolution 160 --neck 64 --head-depth 1"
        })
public final class TrainCommand implements Runnable {
    @Option(
            names = "--network",
            paramLabel = "NAME|FILE",
            required = true,
            description = "A published network (narsil zoo lists them) or an architecture.yaml.")
    private String network;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description =
                    "What it is trained for: classification, or detection of the objects that are marked in a folder;"
                            + " ${DEFAULT-VALUE}.")
    private String task = "classification";

    @Option(
            names = "--recipe",
            paramLabel = "FILE",
            description =
                    "A recipe.yaml; without it the defaults, with --init a recipe for fine-tuning, or that of detectors.")
    private Path recipe;

    @Option(
            names = "--data",
            paramLabel = "NAME|DIR",
            required = true,
            description = "Built-in images (fashion) or a folder of images.")
    private String data;

    @Option(
            names = "--init",
            paramLabel = "FILE|DIR",
            description =
                    "Weights to start from, as safetensors, of Narsil, timm or efficientnet-lite-pytorch; where the"
                            + " classes are others, the last layer starts anew. Of a folder with another network, such as a member of a family, what fits is"
                            + " inherited.")
    private Path init;

    @Option(
            names = "--init-network",
            paramLabel = "NAME|FILE",
            description =
                    "The network that the weights are of, where it is another one: what fits by stage and block is"
                            + " inherited (narsil summary --init shows it).")
    private String initNetwork;

    @Option(
            names = "--resolution",
            paramLabel = "N",
            description =
                    "Pixels to which all images are scaled, and the network's size. Without it a published network takes that of the"
                            + " images, and one in a file keeps its own, to which images are scaled; detectors take 320.")
    private Integer resolution;

    @Option(
            names = "--fit",
            paramLabel = "NAME",
            description =
                    "How they are scaled to it: crop, the middle square, or letterbox, all of it with grey bars; crop by"
                            + " default.")
    private String fit;

    @Option(names = "--skip-broken", description = "Leave files out that cannot be read, instead of refusing them.")
    private boolean skipBroken;

    @Option(names = "--follow-links", description = "Follow links that lead out of the folder of images.")
    private boolean followLinks;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the images; ${DEFAULT-VALUE}.")
    private int epochs = 15;

    @Option(
            names = "--score",
            paramLabel = "NAME",
            description =
                    "What the best epoch is chosen by: accuracy, balanced_accuracy or macro_f1; accuracy by default.")
    private String score;

    @Mixin
    private DetectorOptions detectorOptions;

    @Option(names = "--device", paramLabel = "NAME", description = "What computes: cpu or cuda; ${DEFAULT-VALUE}.")
    private String device = "cpu";

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "What is multiplied: fp32 or bf16; the quicker one here by default.")
    private String precision;

    @Option(names = "--seed", paramLabel = "N", description = "Of all randomness; ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write; trained/NAME by default, with the network's name.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Options.check("--epochs", epochs, 1, 1_000_000);
        if (resolution != null) {
            Options.check("--resolution", resolution, 1, 4096);
        }
        Trained trained = Options.word("--task", Trained.class, task);
        boolean detection = trained == Trained.DETECTION;
        if (detection) {
            FitOption.refuseCut(fit);
        }
        trained.check(score, detectorOptions);
        // Images are scaled to the size of a network that has its own.
        boolean scaled = detection || !NetworkArgument.published(network);
        Fit way = scaled ? FitOption.of(fit) : FitOption.of(fit, resolution);
        NetworkArgument.checkInit(init, initNetwork);
        Device computes = Options.word("--device", Device.class, device);
        Precision multiplies = precision == null
                ? Precision.quickest(computes)
                : Options.word("--precision", Precision.class, precision);
        ClassScore compared = score == null ? ClassScore.ACCURACY : Options.word("--score", ClassScore.class, score);
        if (detection) {
            // Of a size of its own: the network that weights are of goes to the worker, too, and there none is of any
            // size.
            detect(NetworkArgument.find("--network", network), new Engine(computes, multiplies));
            return;
        }
        Network chosen = find();
        Map<String, String> settings = RecipeArgument.find(recipe, init != null, chosen, epochs);
        Path folder = out == null ? Path.of("trained", chosen.name()) : out;
        PrintWriter screen = spec.commandLine().getOut();
        DataSpec images = DataSpec.of(data, Optional.ofNullable(resolution))
                .options(skipBroken, followLinks)
                .fitted(way);
        TrainView view = new TrainView(screen, epochs);
        SingleTrainingBuilder training = SingleTraining.of(chosen, images)
                .recipe(settings)
                .epochs(epochs)
                .seed(seed)
                .score(compared.key())
                .on(new Engine(computes, multiplies));
        if (init != null) {
            start(training);
        }
        SingleTraining.Result result = training.build().run(folder, view);
        screen.printf(Locale.ROOT, "%ncurve       %s%n", TrainView.curve(result.curve()));
        screen.printf(
                Locale.ROOT,
                "validation  %.2f %%%s after epoch %d, whose weights are kept%ntest        %.2f %%%s%n%s"
                        + "model.onnx  proven on %d test images: the same classes, logits differ by at most %.1e%n"
                        + "written to  %s%n",
                100 * result.best(),
                compared == ClassScore.ACCURACY ? "" : " " + compared.text(),
                result.bestEpoch(),
                100 * result.test(),
                compared == ClassScore.ACCURACY ? "" : " " + compared.text(),
                RecallText.of(result),
                result.proof().images(),
                result.proof().difference(),
                folder);
        screen.flush();
    }

    private int size() {
        return resolution == null ? DetectorRun.RESOLUTION : resolution;
    }

    private void detect(Network backbone, Engine engine) {
        DataSpec images = DataSpec.of(data, Optional.of(size())).options(skipBroken, followLinks);
        PrintWriter screen = spec.commandLine().getOut();
        Path folder = out == null ? Path.of("trained", backbone.name()) : out;
        Path weights = init;
        Network theirs = initNetwork == null ? null : NetworkArgument.find("--init-network", initNetwork);
        if (init != null && Files.isDirectory(init)) {
            ModelFolder other = new ModelFolder(init).trained();
            RunSums.check(other);
            weights = other.weights();
            theirs = other.network();
        }
        new DetectorRun(
                        backbone,
                        detectorOptions.form(ModelFolder.foundWith(network)),
                        images,
                        recipe,
                        epochs,
                        seed,
                        engine)
                .run(weights, theirs, folder, screen, new TrainView(screen, epochs), TrainView::curve);
    }

    private void start(SingleTrainingBuilder training) {
        if (Files.isDirectory(init)) {
            ModelFolder other = new ModelFolder(init).trained();
            RunSums.check(other);
            training.from(other.weights(), other.network());
        } else if (initNetwork != null) {
            training.from(init, NetworkArgument.find("--init-network", initNetwork));
        } else {
            training.from(init);
        }
    }

    /** A published network takes the images' size; one in a file keeps its own, to which images are scaled. */
    private Network find() {
        Network found = NetworkArgument.find("--network", network);
        return NetworkArgument.published(network) && resolution == null ? SingleTraining.anySize(found) : found;
    }
}
