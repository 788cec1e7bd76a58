package io.narsil.dashboard.run;

import io.narsil.config.UserException;
import io.narsil.dashboard.log.RunLog;
import io.narsil.dashboard.log.TrialFacts;
import io.narsil.files.TextFile;
import io.narsil.recipe.Recipe;
import io.narsil.recipe.RecipeText;
import io.narsil.report.part.BlockView;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.study.HandShapes;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.table.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes networks and recipes of the candidates that stand in a run's log, with the space that the run keeps. */
final class CandidateViews {
    private static final int MOST_KEPT = 2_000;

    private final RunFolder folder;
    private final RunLog log;
    private final Map<Integer, String> recipes = new LinkedHashMap<>();
    private List<SearchSpace> spaces;
    private InputSpec images;
    private int generation;

    CandidateViews(RunFolder folder, RunLog log) {
        this.folder = folder;
        this.log = log;
    }

    /** A candidate with the blocks of its network. */
    private record Found(Candidate candidate, List<BlockView> blocks) {}

    /** The recipe of a trial in a few words; empty where the space is not known. */
    String recipe(int trial) {
        follow();
        String known = recipes.get(trial);
        if (known != null) {
            return known;
        }
        String text = log.stored(trial)
                .map(TrialRow::recipeText)
                .or(() -> find(trial).map(f -> RecipeText.brief(settings(f.candidate()))))
                .orElse("");
        if (recipes.size() >= MOST_KEPT) {
            recipes.clear();
        }
        if (!text.isEmpty()) {
            recipes.put(trial, text);
        }
        return text;
    }

    /** A trial's network and recipe, as far as they are known. */
    CandidateView of(int trial) {
        Optional<TrialRow> row = log.stored(trial);
        if (row.isPresent()) {
            return new CandidateView(
                    row.get().space(), row.get().architecture(), row.get().recipe(), List.of());
        }
        Optional<Found> found = find(trial);
        if (found.isEmpty()) {
            return new CandidateView("", log.candidate(trial), Map.of(), List.of());
        }
        Candidate candidate = found.get().candidate();
        Map<String, String> architecture = new LinkedHashMap<>();
        for (Parameter parameter : candidate.space().parameters()) {
            if (parameter.group() == Parameter.Group.ARCHITECTURE) {
                architecture.put(parameter.name(), candidate.values().get(parameter.name()));
            }
        }
        Map<String, String> recipe = new LinkedHashMap<>(settings(candidate));
        Recipe.complete(settings(candidate)).forEach(recipe::putIfAbsent);
        return new CandidateView(
                candidate.space().name(), architecture, recipe, found.get().blocks());
    }

    /** Forgets what was of a log before this one. */
    private void follow() {
        if (log.generation() != generation) {
            generation = log.generation();
            spaces = null;
            recipes.clear();
        }
    }

    private static Map<String, String> settings(Candidate candidate) {
        return candidate.space().recipe(candidate);
    }

    /** The candidate of the space that has its parameters; of two shapes that do, the one whose network costs what was said. */
    private Optional<Found> find(int trial) {
        Map<String, String> values = log.candidate(trial);
        Optional<TrialFacts> facts = log.trial(trial);
        if (values.isEmpty() || facts.isEmpty()) {
            return Optional.empty();
        }
        Found first = null;
        for (SearchSpace space : spaces(facts.get().kind().equals("hand"))) {
            Optional<Found> found = in(space, values);
            if (found.isPresent() && costs(found.get(), facts.get())) {
                return found;
            }
            first = first == null ? found.orElse(null) : first;
        }
        return Optional.ofNullable(first);
    }

    private static boolean costs(Found found, TrialFacts facts) {
        long macs = 0;
        long params = 0;
        for (BlockView block : found.blocks()) {
            macs += block.macs();
            params += block.params();
        }
        return macs == facts.macs() && params == facts.params();
    }

    private Optional<Found> in(SearchSpace space, Map<String, String> values) {
        boolean same = values.size() == space.parameters().size()
                && space.parameters().stream().allMatch(p -> values.containsKey(p.name()));
        if (!same) {
            return Optional.empty();
        }
        try {
            Candidate candidate = space.candidate(values);
            return Optional.of(new Found(candidate, BlockView.of(space.architecture(candidate, images))));
        } catch (UserException | IllegalArgumentException | ArithmeticException e) {
            // The log is of somebody else, or was changed: its values are shown as they are.
            return Optional.empty();
        }
    }

    /** The run's spaces: what is made by hand is of a shape, or else of the space that is searched, as all others are. */
    private List<SearchSpace> spaces(boolean hand) {
        follow();
        int[] size = log.images().orElse(null);
        if (spaces == null && size != null) {
            try {
                images = new InputSpec(size[0], size[1], size[2]);
                String text = TextFile.read(folder.space());
                List<SearchSpace> read = new ArrayList<>(HandShapes.of(text, size[1]));
                read.add(SpaceFile.parse(folder.space().toString(), text, size[1]));
                spaces = read;
            } catch (UserException | IllegalArgumentException e) {
                // It may be whole in a moment.
                return List.of();
            }
        }
        List<SearchSpace> all = spaces == null ? List.of() : spaces;
        return hand || all.isEmpty() ? all : all.subList(all.size() - 1, all.size());
    }
}
