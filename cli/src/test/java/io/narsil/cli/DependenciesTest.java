package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/dependencies.md} names every library that this test runs with, in its real version. */
class DependenciesTest {
    /** A name, a version, and for native code a platform. */
    private static final Pattern JAR =
            Pattern.compile("(?<name>[A-Za-z].*?)-(?<version>[0-9][0-9.]*(-[0-9][0-9.]*)?)(-[a-z][a-z0-9_-]*)?\\.jar");

    private static final Pattern ROW =
            Pattern.compile("^\\| `(?<name>[^`]+)` \\| (?<version>[0-9][0-9.-]*) \\|", Pattern.MULTILINE);

    /** Versions by name; of two on the path the first is the one that runs. */
    private static Map<String, String> running() {
        Map<String, String> found = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            Matcher jar = JAR.matcher(Path.of(entry).getFileName().toString());
            if (jar.matches() && !jar.group("name").startsWith("narsil-")) {
                found.putIfAbsent(jar.group("name"), jar.group("version"));
            }
        }
        return found;
    }

    private static Map<String, String> rows(String text) {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            rows.put(row.group("name"), row.group("version"));
        }
        return rows;
    }

    @Test
    void theTableNamesWhatRuns() throws IOException {
        String text = Files.readString(Path.of("../docs/dependencies.md"));
        Map<String, String> running = running();
        assertThat(running).hasSizeGreaterThan(20).containsKeys("jackson-core", "pytorch", "sqlite-jdbc");
        assertThat(rows(text)).containsAllEntriesOf(running);
        int tests = text.indexOf("\n## Tests");
        assertThat(tests).isPositive();
        Map<String, String> atRunTime = rows(text.substring(0, tests));
        assertThat(new TreeSet<>(running.keySet())).containsAll(atRunTime.keySet());
    }
}
