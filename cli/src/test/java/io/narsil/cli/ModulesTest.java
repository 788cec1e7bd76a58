package io.narsil.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows of docs/design.md: what drags in what. */
class ModulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.narsil");

    @Test
    void onlyTorchKnowsLibtorch() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.narsil.torch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..", "io.narsil.torch..")
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

    @Test
    void coreKnowsNoOtherModule() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.narsil.config..",
                        "io.narsil.files..",
                        "io.narsil.gaussian..",
                        "io.narsil.network..",
                        "io.narsil.predictor..",
                        "io.narsil.random..",
                        "io.narsil.recipe..",
                        "io.narsil.search..",
                        "io.narsil.space..",
                        "io.narsil.task..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.narsil.data..",
                        "io.narsil.lab..",
                        "io.narsil.tensors..",
                        "io.narsil.runner..",
                        "io.narsil.store..",
                        "io.narsil.study..",
                        "io.narsil.cli..",
                        "com.fasterxml..",
                        "java.sql..")
                .check(CLASSES);
    }

    /** A user gets only what a search runs; the laboratory looks on from outside. */
    @Test
    void onlyCommandsKnowTheLaboratory() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.narsil.lab..", "io.narsil.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.narsil.lab..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.narsil.lab..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.narsil.store..", "io.narsil.study..", "io.narsil.cli..", "com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void gaussianProcessesKnowNothingOfCandidates() {
        classes()
                .that()
                .resideInAPackage("io.narsil.gaussian..")
                .and()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.narsil.gaussian..", "java..", "org.hipparchus..")
                .check(CLASSES);
    }

    @Test
    void modulesBesideEachOtherDoNotKnowEachOther() {
        Map.of(
                        "io.narsil.data..",
                                new String[] {"io.narsil.runner..", "io.narsil.store..", "io.narsil.study.."},
                        "io.narsil.runner..",
                                new String[] {"io.narsil.data..", "io.narsil.store..", "io.narsil.study.."},
                        "io.narsil.store..",
                                new String[] {"io.narsil.data..", "io.narsil.runner..", "io.narsil.study.."},
                        "io.narsil.study..", new String[] {"io.narsil.cli..", "picocli.."})
                .forEach((module, others) -> noClasses()
                        .that()
                        .resideInAPackage(module)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others)
                        .check(CLASSES));
    }

    @Test
    void packagesFormNoCircle() {
        SlicesRuleDefinition.slices()
                .matching("io.narsil.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /** A clock or a generator of its own would make two runs of one study differ. */
    @Test
    void coreHasNoClockAndNoRandomnessOfItsOwn() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.narsil.network..", "io.narsil.predictor..", "io.narsil.search..", "io.narsil.space..")
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
