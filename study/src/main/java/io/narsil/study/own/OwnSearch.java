package io.narsil.study.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.config.Nearest;
import io.narsil.json.Json;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.runner.Protocol;
import io.narsil.runner.TrainRequest;
import io.narsil.search.Budget;
import io.narsil.search.ByHand;
import io.narsil.search.Measure;
import io.narsil.search.Pool;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.study.setup.StudySetup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers the questions of a search of the user's own about a study, in lines of JSON; {@code docs/worker-protocol.md} has
 * them. Who asks does not need to know how spaces are written, what blocks cost, or what makes two choices one candidate.
 */
public final class OwnSearch {
    /** The most candidates of one answer. */
    static final int MOST = 100_000;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build()
            .readerFor(OwnRequest.class);

    private final StudySetup setup;
    private final Problem problem;
    private final List<Budget> budgets;

    /** Answers about a study whose images are prepared. */
    public OwnSearch(StudySetup setup) {
        this.setup = setup;
        this.problem = setup.problem();
        this.budgets = setup.study().plan().budgets();
    }

    /** What is searched, in one line: parameters, budgets, images, and how long the study trains. */
    public String problem() {
        Map<String, Object> images = new LinkedHashMap<>();
        images.put("data", setup.folder().images().toString());
        images.put("train", setup.data().train().count());
        images.put("validation", setup.data().validation().count());
        images.put("test", setup.data().test().count());
        images.put("channels", problem.input().channels());
        images.put("resolution", problem.input().resolution());
        images.put("classes", setup.data().classes());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", "problem");
        all.put("space", problem.space().name());
        all.put(
                "parameters",
                problem.space().parameters().stream().map(this::parameter).toList());
        all.put("budgets", budgets.stream().map(OwnSearch::budget).toList());
        all.put("images", images);
        all.put("parent", setup.study().inherited().map(this::parent).orElse(null));
        all.put("score", problem.task().scoreName());
        all.put("epochs", setup.study().plan().epochs());
        all.put("final_epochs", setup.study().plan().finalEpochs());
        return Json.line(all);
    }

    /** What goes into the requests of candidates that start from it, with the copy of its weights. */
    private Map<String, Object> parent(TrainRequest.Parent trained) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("architecture", Protocol.architecture(trained.network()));
        described.put("weights", setup.folder().parent().weights().toString());
        return described;
    }

    private Map<String, Object> parameter(Parameter parameter) {
        Map<String, List<String>> when = new LinkedHashMap<>();
        parameter.when().forEach(c -> {
            Parameter other = problem.space().parameters().get(c.parameter());
            when.put(other.name(), c.genes().stream().map(other.values()::get).toList());
        });
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", parameter.name());
        described.put("recipe", parameter.group() == Parameter.Group.RECIPE);
        described.put("numeric", parameter.numeric());
        described.put("values", parameter.values());
        described.put("when", when);
        return described;
    }

    private static Map<String, Object> budget(Budget budget) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", budget.name());
        described.put("limits", byKey(budget.limits()));
        described.put("floors", byKey(budget.floors()));
        return described;
    }

    private static Map<String, Long> byKey(Map<Measure, Long> limits) {
        return limits.entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().key(), Map.Entry::getValue));
    }

    /** The lines of an answer: the candidates and then their number, or why there is none. */
    public List<String> answer(String line) {
        try {
            OwnRequest request = READER.readValue(line);
            if (request == null) {
                throw new IllegalArgumentException("the line holds no question");
            }
            List<Candidate> found = candidates(request);
            List<String> lines = new ArrayList<>();
            found.forEach(candidate -> lines.add(Json.line(described(candidate))));
            Map<String, Object> end = new LinkedHashMap<>();
            end.put("type", "done");
            end.put("count", found.size());
            lines.add(Json.line(end));
            return lines;
        } catch (JsonProcessingException e) {
            return List.of(refused("not a line of this protocol: " + first(e.getOriginalMessage())));
        } catch (IllegalArgumentException e) {
            return List.of(refused(e.getMessage()));
        }
    }

    /** What is wrong, without the setting of the library by which it is. */
    private static String first(String message) {
        return message.split("[;(] *`?Deserial", 2)[0].strip();
    }

    private static String refused(String reason) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", "refused");
        all.put("reason", reason);
        return Json.line(all);
    }

    private List<Candidate> candidates(OwnRequest request) {
        if (request instanceof OwnRequest.Values values) {
            return List.of(known(values.values()));
        }
        if (request instanceof OwnRequest.Draw draw) {
            if (draw.count() < 1 || draw.count() > MOST) {
                throw new IllegalArgumentException("count must be from 1 to " + MOST + ", not " + draw.count());
            }
            List<Budget> one = List.of(named(draw.budget()));
            return Pool.build(one, problem.costs(), draw.count(), new Seeds(draw.seed()))
                    .all();
        }
        OwnRequest.Hand hand = (OwnRequest.Hand) request;
        return ByHand.of(problem, setup.study().plan()).choices().get(named(hand.budget()));
    }

    private Candidate known(Map<String, String> values) {
        List<String> names =
                problem.space().parameters().stream().map(Parameter::name).toList();
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("there is no parameter \"" + name + "\"" + maybe(name, names));
            }
        }
        for (String name : names) {
            if (values.get(name) == null) {
                throw new IllegalArgumentException("the parameter \"" + name + "\" has no value");
            }
        }
        return problem.space().candidate(values);
    }

    private Budget named(String name) {
        return budgets.stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no budget \"" + name + "\""
                        + maybe(name, budgets.stream().map(Budget::name).toList())));
    }

    private static String maybe(String name, List<String> known) {
        return Nearest.of(name, known).map(n -> ". Maybe \"" + n + "\".").orElse("");
    }

    private Map<String, Object> described(Candidate candidate) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", "candidate");
        all.put("space", candidate.space().name());
        all.put("values", candidate.values());
        all.put("fingerprint", candidate.fingerprint());
        all.put("cost", problem.cost(candidate));
        all.put(
                "fits",
                budgets.stream()
                        .filter(b -> b.fits(problem.cost(candidate)))
                        .map(Budget::name)
                        .toList());
        all.put("architecture", Protocol.architecture(problem.network(candidate)));
        TrainRequest.Detection detection = TrainRequest.Detection.of(
                problem.architecture(candidate), setup.folder().objects().toString());
        if (detection != null) {
            all.put("detection", detection);
        }
        all.put("recipe", Recipe.complete(problem.recipe(candidate)));
        // As in a search: a standard shape has nothing to take over.
        all.put(
                "inherits",
                setup.study().inherited().isPresent() && candidate.space().equals(problem.space()));
        return all;
    }
}
