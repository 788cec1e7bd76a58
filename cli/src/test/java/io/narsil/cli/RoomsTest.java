package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rooms small enough for one idea each: how many others a package knows, how long a file is, and no circles. */
class RoomsTest {
    private static final int MOST_PACKAGES = 10;
    private static final int MOST_LINES = 300;
    /** Commands know all that can be asked of Narsil; one package for all of them is over the limit. */
    private static final List<String> EXEMPT = List.of();

    private static final List<String> RUN_FILES = List.of(
            "study.yaml",
            "study.db",
            "store.yaml",
            "events.jsonl",
            "provenance.json",
            "images.safetensors",
            "latencies.json",
            "predictor.safetensors",
            "fronts.json",
            "workers.log",
            "result.json",
            "architecture.yaml",
            "recipe.yaml",
            "weights.safetensors",
            "metrics.json",
            "prediction.json",
            "model.onnx");

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    /** The lower-case words of an import are its package, whether the import is of a type or of its member. */
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?(io\\.narsil(?:\\.[a-z]\\w*)*)\\.[A-Z*]", Pattern.MULTILINE);

    private static List<Path> sources(String set) throws IOException {
        Path root = root();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.sorted().toList()) {
                Path folder = module.resolve("src").resolve(set).resolve("java");
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.walk(folder)) {
                        files.filter(f -> f.toString().endsWith(".java")).forEach(found::add);
                    }
                }
            }
        }
        return found;
    }

    /** The folder of all modules: Maven runs tests in that of their own. */
    private static Path root() {
        Path root = Path.of("").toAbsolutePath().getParent();
        assertThat(root.resolve("core/src/main/java")).isDirectory();
        return root;
    }

    private static SortedMap<String, SortedSet<String>> imports() throws IOException {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        for (Path file : sources("main")) {
            String text = Files.readString(file);
            Matcher own = PACKAGE.matcher(text);
            assertThat(own.find()).as(file.toString()).isTrue();
            SortedSet<String> others = all.computeIfAbsent(own.group(1), k -> new TreeSet<>());
            Matcher found = IMPORT.matcher(text);
            while (found.find()) {
                if (!found.group(1).equals(own.group(1))) {
                    others.add(found.group(1));
                }
            }
        }
        return all;
    }

    @Test
    void noPackageImportsMoreThanTenOthers() throws IOException {
        SortedMap<String, SortedSet<String>> imports = imports();
        assertThat(imports).hasSizeGreaterThan(30);
        assertThat(imports.get("io.narsil.study.run")).contains("io.narsil.study.search", "io.narsil.store");
        imports.keySet().removeAll(EXEMPT);
        imports.values().removeIf(others -> others.size() <= MOST_PACKAGES);
        assertThat(imports).isEmpty();
    }

    @Test
    void noFileIsLongerThanThreeHundredLines() throws IOException {
        Map<String, Integer> longer = new TreeMap<>();
        for (String set : List.of("main", "test")) {
            List<Path> sources = sources(set);
            assertThat(sources).hasSizeGreaterThan(100);
            for (Path file : sources) {
                int lines = Files.readAllLines(file).size();
                if (lines > MOST_LINES) {
                    longer.put(root().relativize(file).toString(), lines);
                }
            }
        }
        assertThat(longer).isEmpty();
    }

    /** A file of a run that moved is moved in one place. */
    @Test
    void onlyTheRunFolderSpellsTheNamesOfItsFiles() throws IOException {
        List<String> homes = List.of("RunFolder.java", "ModelFolder.java");
        List<String> spelled = new ArrayList<>();
        for (Path file : sources("main")) {
            String module = root().relativize(file).getName(0).toString();
            if (!List.of("study", "report", "cli").contains(module)) {
                continue;
            }
            boolean home = homes.contains(file.getFileName().toString());
            String text = Files.readString(file);
            for (String name : RUN_FILES) {
                if (text.contains("\"" + name + "\"")) {
                    spelled.add((home ? "" : root().relativize(file) + " spells ") + name);
                }
            }
        }
        assertThat(spelled).containsExactlyInAnyOrderElementsOf(RUN_FILES);
    }

    /** A package inside another is a room of its own: here circles between the two count as well. */
    @Test
    void packagesFormNoCircle() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.narsil");
        SlicesRuleDefinition.slices()
                .matching("io.narsil.(**)")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }
}
