package io.narsil.dashboard.action;

import io.narsil.dashboard.run.WatchedRun;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands that find another member in a run, and that train one: as the pages say them, for {@code evolve} and {@code train}. */
final class MemberCommands {
    private static final String CANDIDATE = "[0-9a-f]{16}";
    private static final int LONGEST = 40;

    private final WatchedRun run;
    private final Path path;

    MemberCommands(WatchedRun run) {
        this.run = run;
        this.path = run.folder().path().toAbsolutePath().normalize();
    }

    /** Whether a run can be asked for another budget: from the end of its first round on. */
    static boolean learned(WatchedRun run) {
        return Files.isRegularFile(run.folder().predictor());
    }

    /** The names of what was evolved and can be trained. */
    static List<String> evolved(WatchedRun run) {
        return run.folder().evolved().stream()
                .filter(MemberCommands::whole)
                .map(m -> m.path().getFileName().toString())
                .filter(Budget::isName)
                .toList();
    }

    private static boolean whole(ModelFolder member) {
        return Files.isDirectory(member.path(), LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(member.architecture(), LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(member.recipe(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Breeds for limits of one measure or several. */
    List<List<String>> evolve(Wish wish) {
        needLearned();
        List<String> words = new ArrayList<>(List.of("evolve", path.toString()));
        for (Measure measure : Measure.values()) {
            String limit = wish.text(measure.key()).strip();
            if (!limit.isEmpty()) {
                words.add("--" + measure.key());
                words.add(checked(measure, limit));
            }
        }
        if (words.size() == 2) {
            throw new Refused(400, "There is no budget. Maybe 900k multiply-adds.");
        }
        String name = wish.text("name").strip();
        if (!name.isEmpty()) {
            if (!Budget.isName(name)) {
                throw new Refused(
                        400,
                        "A name has up to 64 letters, digits, dots, dashes and underscores, not " + Wish.plain(name)
                                + ".");
            }
            words.addAll(List.of("--name", name));
        }
        return List.of(words);
    }

    /** A limit, or a floor and a limit, such as 440M..450M. */
    private static String checked(Measure measure, String limit) {
        String[] ends = limit.split("\\.\\.", -1);
        boolean brief = limit.length() <= LONGEST && ends.length <= 2;
        for (String end : ends) {
            if (!brief
                    || !end.matches("[0-9][0-9.]*[A-Za-z]{0,3}")
                    || measure.parse(end).orElse(0) < 1) {
                throw new Refused(
                        400,
                        "A budget of " + measure.words() + " must be " + measure.form() + ", not " + Wish.plain(limit)
                                + ".");
            }
        }
        return limit;
    }

    /** Writes a candidate of the slider's, as it is shown. */
    List<List<String>> take(Wish wish) {
        return List.of(List.of("evolve", path.toString(), "--candidate", candidate(wish)));
    }

    /** Writes a candidate of the slider's, and trains it. */
    List<List<String>> trainCandidate(Wish wish) {
        String name = candidate(wish);
        return List.of(take(wish).get(0), train(run.folder().evolved(name), name));
    }

    /** Trains what was evolved. */
    List<List<String>> train(Wish wish) {
        String name = wish.text("name");
        if (!evolved(run).contains(name)) {
            throw new Refused(404, run.name() + " has no evolved member " + Wish.plain(name) + ".");
        }
        // Several runs may have one of this name.
        return List.of(train(run.folder().evolved(name), run.name().replace('/', '-') + "-" + name));
    }

    private List<String> train(ModelFolder member, String name) {
        ModelFolder whole = new ModelFolder(member.path().toAbsolutePath().normalize());
        List<String> words = new ArrayList<>(List.of(
                "train",
                "--network",
                whole.architecture().toString(),
                "--recipe",
                whole.recipe().toString()));
        words.addAll(options());
        words.addAll(List.of("--out", "trained/" + name));
        return words;
    }

    /** What the pages say behind {@code narsil train}, so that it trains as finalists were trained. */
    private List<String> options() {
        Object options = fronts().get("train");
        if (!(options instanceof List<?> words)) {
            throw new Refused(
                    409,
                    run.name() + " is not over, so it does not tell how its finalists were trained. Maybe train it by"
                            + " \"narsil train\".");
        }
        List<String> texts = words.stream().map(Object::toString).toList();
        if (texts.contains("DATA")) {
            throw new Refused(409, "The study of " + run.name() + " cannot be read, so its images are not known.");
        }
        return texts;
    }

    /** The fronts as the page got them. */
    private Map<String, Object> fronts() {
        Map<String, Object> fronts = run.fronts();
        if (fronts.get("problems") instanceof List<?> problems && !problems.isEmpty()) {
            throw new Refused(409, String.valueOf(problems.get(0)));
        }
        return fronts;
    }

    private String candidate(Wish wish) {
        String name = wish.text("candidate");
        Object candidates = fronts().get("candidates");
        boolean known = name.matches(CANDIDATE)
                && candidates instanceof List<?> all
                && all.stream().anyMatch(c -> c instanceof Map<?, ?> one && name.equals(one.get("name")));
        if (!known) {
            throw new Refused(404, run.name() + " has no candidate " + Wish.plain(name) + " for a budget.");
        }
        return name;
    }

    private void needLearned() {
        RunFolder folder = run.folder();
        if (!learned(run)) {
            throw new Refused(
                    409,
                    run.name() + " has no " + folder.predictor().getFileName()
                            + " yet: it can be asked from the end of its first round on.");
        }
    }
}
