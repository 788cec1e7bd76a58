package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks at a report: its text everywhere, and what a browser makes of it where the machine has a Chromium. */
final class ReportPage {
    private ReportPage() {}

    static void look(Path page) throws Exception {
        String html = Files.readString(page);
        // Nothing is fetched: whatever it needs is inside.
        assertThat(html).doesNotContain("<script src", "<link rel=\"stylesheet\"", "/*DATA*/", "/*LIBRARY*/");
        Optional<Path> browser = browser();
        if (browser.isPresent()) {
            draw(browser.get(), page);
        }
    }

    private static Optional<Path> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void draw(Path browser, Path page) throws Exception {
        Path dom = page.resolveSibling("dom.html");
        Path log = page.resolveSibling("browser.log");
        List<String> command = List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--virtual-time-budget=5000",
                "--dump-dom",
                page.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log, StandardCharsets.UTF_8)).doesNotContain("CONSOLE");
        String drawn = Files.readString(dom, StandardCharsets.UTF_8);
        // Four charts, the members' blocks and the provenance.
        assertThat(drawn.split("<canvas", -1)).hasSizeGreaterThanOrEqualTo(5);
        assertThat(drawn)
                .contains("class=\"network-block\"", "<td>processor</td>", "Nothing: every training came to its end.")
                .contains("narsil evolve RUN --candidate ", "class=\"slider-blocks\"");
        Files.delete(dom);
        Files.delete(log);
    }
}
