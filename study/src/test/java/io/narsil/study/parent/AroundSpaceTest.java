package io.narsil.study.parent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.around.Around;
import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.TimmVariant;
import io.narsil.network.Zoo;
import io.narsil.space.InputSpec;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.study.Checks;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.revision.FrozenStudy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AroundSpaceTest {
    private static final Network NETWORK = Tiny.PROBLEM.network(Tiny.candidate(1));

    @TempDir
    private Path folder;

    @BeforeEach
    void train() throws Exception {
        ModelFolder model = new ModelFolder(Files.createDirectories(folder.resolve("earlier/models/large")));
        model.write(NETWORK, Map.of());
        Tiny.weights(model.weights(), NETWORK);
    }

    private Study read(String space, String more) throws Exception {
        String study = "data: fashion\nspace: " + space + "\nbudgets: {a: {macs: 1M}}\n" + more;
        return StudyFile.read(Files.writeString(folder.resolve("mine.yaml"), study));
    }

    private void refused(String space, String more, String... because) {
        assertThatThrownBy(() -> read(space, more))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(because);
    }

    @Test
    void aSpaceIsAroundAPublishedNetworkAFileOrAFolder() throws Exception {
        assertThat(read("around(efficientnet-b0)", "").space().text())
                .isEqualTo(Around.text(Zoo.get("efficientnet-b0"), false));
        for (String named : new String[] {"earlier/models/large", "earlier/models/large/architecture.yaml"}) {
            assertThat(read("around( " + named + " )", "init: earlier/models/large\n")
                            .space()
                            .text())
                    .isEqualTo(Around.text(NETWORK, true));
        }
    }

    @Test
    void aSpaceMayHoldTheRecipesOfOneNetworkAlone() throws Exception {
        String text = read("recipes(earlier/models/large)", "init: earlier/models/large\n")
                .space()
                .text();
        assertThat(text).isEqualTo(Around.recipes(NETWORK, true));
        SearchSpace space = SpaceFile.parse("recipes", text, 28);
        assertThat(space.parameters())
                .allMatch(p -> p.group() == Parameter.Group.RECIPE)
                .isNotEmpty();
        assertThat(read("recipes(resnet-18)", "").space().text())
                .isEqualTo(Around.recipes(Zoo.get("resnet-18"), false))
                .contains("recipes-resnet-18-at-random");
        refused("recipes(earlier)", "", "mine.yaml:2", "holds no network", "Maybe recipes(earlier/models/large)");
        refused("recipes(resnet-18", "", "names it in parentheses");
    }

    /** The weights of FBNetV3 are of timm's variant of it, which pads otherwise. */
    @Test
    void aroundAPublishedNetworkIsAroundTheVariantThatItsWeightsAreOf() {
        Network published = Zoo.get("fbnetv3-a");
        Network trained = TimmVariant.get("fbnetv3-a");
        String space = "around(fbnetv3-a)";
        assertThat(AroundSpace.text(space, folder, Optional.of(trained), true)).isEqualTo(Around.text(trained, true));
        assertThat(AroundSpace.text(space, folder, Optional.of(NETWORK), true)).isEqualTo(Around.text(published, true));
    }

    @Test
    void aRunKeepsTheSpaceAsItIs() throws Exception {
        Study study = read("around(earlier/models/large)", "init: earlier/models/large\nrecipe: {flip: off}\n");
        RunFolder run = new RunFolder(Files.createDirectories(folder.resolve("runs/mine")));
        new FrozenStudy(study, run).keep(0, 0, StudyListener.NONE);
        WholeFile.write(run.database(), "begun");
        Files.delete(folder.resolve("earlier/models/large/architecture.yaml"));
        Study frozen = StudyFile.read(run.study());
        assertThat(frozen.space()).isEqualTo(study.space());
        new FrozenStudy(frozen, run).compare();
    }

    /** The network is within its budget in images of 28 pixels. */
    @Test
    void theExampleOfARecipeIsSuchAStudy() throws Exception {
        Files.copy(Path.of("../examples/recipe.yaml"), folder.resolve("recipe.yaml"));
        Files.copy(Path.of("../examples/resnet-8.yaml"), folder.resolve("resnet-8.yaml"));
        Study study = StudyFile.read(folder.resolve("recipe.yaml"));
        Network network = NetworkFile.read(folder.resolve("resnet-8.yaml"));
        assertThat(study.space().text()).isEqualTo(Around.recipes(network, false));
        assertThat(study.plan().budgets())
                .allMatch(b -> b.fits(network.with("fashion", 1, 28, 10).cost()));
        SearchSpace space = SpaceFile.parse("recipe", study.space().text(), 28);
        Checks.budgets(study, Problem.of(space, new InputSpec(1, 28, 10)));
        Study tight = StudyFile.read(Files.writeString(
                folder.resolve("tight.yaml"),
                Files.readString(folder.resolve("recipe.yaml")).replace("5M", "1M")));
        assertThatThrownBy(() -> Checks.budgets(tight, Problem.of(space, new InputSpec(1, 28, 10))))
                .hasMessageContaining("allows 1.00M multiply-adds, but the smallest candidate");
    }

    /** Images, weights and budgets of the example fit together: the network itself is within the larger budget alone. */
    @Test
    void theExampleOfPhotosIsSuchAStudy() throws Exception {
        Network network = Zoo.get("efficientnet-lite0");
        Files.copy(Path.of("../examples/photos.yaml"), folder.resolve("photos.yaml"));
        Files.createDirectory(folder.resolve("photos"));
        Tiny.weights(folder.resolve("efficientnet-lite0.safetensors"), network);
        Study study = StudyFile.read(folder.resolve("photos.yaml"));
        assertThat(study.space().text()).isEqualTo(Around.text(network, true));
        assertThat(study.plan().budgets())
                .extracting(b -> b.fits(network.with("photos", 3, 160, 10).cost()))
                .containsExactly(false, true);
    }

    @Test
    void whatIsNoNetworkIsSaidAtItsLineWithWhatMayBeMeant() throws Exception {
        refused(
                "around(efficientnet-b9)",
                "",
                "mine.yaml:2",
                "no network \"efficientnet-b9\"",
                "Maybe \"efficientnet-b");
        refused("around(earlier)", "", "mine.yaml:2", "holds no network", "Maybe around(earlier/models/large)");
        refused("around(nowhere/large)", "rounds: many\n", "mine.yaml:2", "there is no folder", "rounds");
        refused("around()", "", "names it in parentheses");
        refused("around(fbnetv3-a", "", "names it in parentheses", "\"around(fbnetv3-a\"");
        refused("around", "", "names it in parentheses", "Maybe around(");
        refused("around(large.safetensors)", "", "is a file of weights", "Maybe around(NAME) with that network's name");
        refused("around(gone.yaml)", "", "gone.yaml");
        Files.writeString(folder.resolve("bad.yaml"), "narsil: architecture/2\nname: bad\n");
        refused("around(bad.yaml)", "", "bad.yaml", "\"input\"");
    }

    @Test
    void aSpaceThatIsNearlyAroundANetworkIsToldTheFormThatIsMeant() throws Exception {
        for (String nearly : List.of(
                "recipe(resnet-18)",
                "Recipes( resnet-18 )",
                "recipes[resnet-18]",
                "recipes resnet-18",
                "'recipes: resnet-18'")) {
            refused(nearly, "", "mine.yaml:2: there is no space \"", "Maybe \"recipes(resnet-18)\".");
        }
        refused("arround(earlier/models/large)", "", "Maybe \"around(earlier/models/large)\".");
        refused("resnet-18", "", "there is no space \"resnet-18\"", "Maybe \"around(resnet-18)\".");
        refused("scald", "", "there is no space \"scald\"", "Maybe \"scaled\".");
        refused("nonsense(resnet-18)", "", "Maybe one of fbnetv3,");
        refused("earlier/models/large/architecture.yaml", "", "Maybe around(FILE) with this file");
        assertThat(read("'around(resnet-18) '", "").space().text()).isEqualTo(Around.text(Zoo.get("resnet-18"), false));
    }

    /** One network is within one budget or another: what is said at once does not have to be found by drawing in vain. */
    @Test
    void ofRecipesAloneThereIsOneBudget() throws Exception {
        Study study = read("recipes(resnet-18)", "");
        Study two = StudyFile.read(
                Files.writeString(
                        folder.resolve("two.yaml"),
                        "data: fashion\nspace: recipes(resnet-18)\nbudgets:\n  a: {macs: 40M}\n  b: {params: 20M, macs: 80M}\n"));
        SearchSpace space = SpaceFile.parse("recipes", study.space().text(), 32);
        assertThatThrownBy(() -> Checks.budgets(two, Problem.of(space, new InputSpec(1, 32, 10))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("two.yaml:5: all candidates of recipes-resnet-18-at-random are within the budget"
                        + " \"a\", so that nothing is left for \"b\". Maybe leave one of the two out.");
    }
}
