package io.narsil.dashboard;

import io.narsil.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files of the pages, by their paths. There is no other way to a file than this table. */
final class Pages {
    /** One page, whose script shows what its path says. */
    private static final List<String> SHELLS = List.of("/", "/run", "/trial", "/member", "/compare");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final List<String> NAMES = List.of(
            "page.css",
            "icon.svg",
            "main.js",
            "dom.js",
            "live.js",
            "overview.js",
            "run.js",
            "server.js",
            "workers.js",
            "workers.css",
            "trials.js",
            "trial.js",
            "member.js",
            "compare.js",
            "lines.js",
            "charts.js",
            "actions.js");

    /** What a report has inside, too. */
    private static final List<String> SHARED = List.of(
            "pieces.js",
            "fronts.css",
            "fronts.js",
            "growth.css",
            "growth.js",
            "rungs.css",
            "rungs.js",
            "worth.css",
            "worth.js");

    /** The same of the page of a member. */
    private static final List<String> OF_MEMBERS =
            List.of("members.css", "matrix.js", "family.js", "recall.js", "network.js", "answers.js", "objects.js");

    private final Map<String, Answer> pages = new HashMap<>();

    Pages() {
        Answer shell = read("index.html", Pages.class);
        SHELLS.forEach(path -> pages.put(path, shell));
        NAMES.forEach(name -> pages.put("/static/" + name, read(name, Pages.class)));
        SHARED.forEach(name -> pages.put("/static/" + name, read(name, Report.class)));
        OF_MEMBERS.forEach(name -> pages.put("/static/" + name, read(name, Report.class)));
    }

    Optional<Answer> page(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    private static Answer read(String name, Class<?> beside) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return Answer.of(200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
