package io.narsil.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of docs/design.md: what drags in what. */
class ModulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.narsil");

    /**
     * A row of the table of modules.
     *
     * @param packages names after {@code io.narsil.}, all of them: a package that stands in no row fails the test
     * @param knows other modules that it may use
     */
    record Module(String name, List<String> packages, List<String> knows) {
        static Module of(String name, String packages, String... knows) {
            return new Module(name, List.of(packages.split(" ")), List.of(knows));
        }

        Stream<String> full() {
            return packages.stream().map(p -> "io.narsil." + p);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Module> MODULES = List.of(
            Module.of(
                    "core",
                    "around boxes config detector files gaussian inherit latency latency.learned network predictor random recipe search space task"),
            Module.of("data", "annotations augment data photo picture tensors", "core"),
            Module.of("lab", "lab lab.methods lab.networks lab.table lab.training", "core", "data"),
            Module.of("runner", "runner runner.jobs runner.slurm", "core"),
            Module.of("kubernetes", "kubernetes", "core", "runner"),
            Module.of("store", "store", "core"),
            Module.of("torch", "torch", "core", "data", "runner"),
            Module.of("onnx", "onnx onnx.guard", "core"),
            Module.of(
                    "study",
                    "device device.table json study study.delivery study.detection study.detector study.evaluation study.event study.export study.family study.finished study.folder"
                            + " study.images study.latency study.objects study.own study.pace study.parent study.predictor study.repair study.revision study.run study.search study.setup"
                            + " study.table study.tensorboard study.time study.training study.trial study.worth",
                    "core",
                    "data",
                    "runner",
                    "store",
                    "onnx"),
            Module.of(
                    "report",
                    "dashboard dashboard.action dashboard.compare dashboard.log dashboard.member dashboard.run dashboard.server report report.part",
                    "core",
                    "store",
                    "study"),
            Module.of(
                    "cli",
                    "cli cli.bench cli.bench.output cli.bench.table cli.bench.training cli.boxes cli.detection cli.device cli.event"
                            + " cli.export cli.finished cli.model cli.network cli.objects cli.own cli.search cli.text cli.train",
                    "core",
                    "data",
                    "lab",
                    "onnx",
                    "report",
                    "runner",
                    "study"));

    static List<Module> modules() {
        return MODULES;
    }

    @Test
    void everyPackageStandsInOneRow() {
        List<String> rows = MODULES.stream().flatMap(Module::full).toList();
        Set<String> real = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(rows).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(real);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleHoldsThePackagesOfItsRow(Module module) {
        Path sources =
                Path.of("").toAbsolutePath().resolveSibling(module.name()).resolve("src/main/java");
        assertThat(module.full())
                .allSatisfy(name ->
                        assertThat(sources.resolve(name.replace('.', '/'))).isDirectory());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleKnowsWhatItsRowSaysAndNoOther(Module module) {
        List<String> allowed = new ArrayList<>(module.full().toList());
        MODULES.stream()
                .filter(m -> module.knows().contains(m.name()))
                .forEach(m -> allowed.addAll(m.full().toList()));
        String[] others = MODULES.stream()
                .flatMap(Module::full)
                .filter(p -> !allowed.contains(p))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(module.full().toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(false)
                .check(CLASSES);
    }

    @Test
    void onlyTorchKnowsLibtorch() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.narsil.torch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..")
                .check(CLASSES);
    }

    @Test
    void onlyItsRunnerKnowsTheClientOfKubernetes() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.narsil.kubernetes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..")
                .check(CLASSES);
    }

    @Test
    void onlyCommandsKnowPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.narsil.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .check(CLASSES);
    }

    /** A user of the library who only wants costs or evolution gets pure Java. */
    @Test
    void coreAndTheLaboratoryKnowNeitherJsonNorDatabases() {
        noClasses()
                .that()
                .resideInAnyPackage(MODULES.stream()
                        .filter(m -> List.of("core", "lab").contains(m.name()))
                        .flatMap(Module::full)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void gaussianProcessesKnowNothingOfCandidates() {
        classes()
                .that()
                .resideInAPackage("io.narsil.gaussian..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.narsil.gaussian..", "java..", "org.hipparchus..")
                .check(CLASSES);
    }

    /** Durations and time-outs are counted by a clock that nobody can set, and that stands still while a laptop sleeps. */
    @Test
    void onlyWhatIsForPeopleKnowsTheTimeOfDay() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Provenance")
                .and()
                .doNotHaveSimpleName("EventLog")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .check(CLASSES);
    }

    /** A clock or a generator of its own would make two runs of one study differ. */
    @Test
    void coreHasNoClockAndNoRandomnessOfItsOwn() {
        noClasses()
                .that()
                .resideInAnyPackage(MODULES.get(0).full().toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }
}
