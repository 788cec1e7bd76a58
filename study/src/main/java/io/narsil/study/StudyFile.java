package io.narsil.study;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.config.YamlText;
import io.narsil.data.DataSpec;
import io.narsil.files.TextFile;
import io.narsil.runner.Device;
import io.narsil.runner.Engine;
import io.narsil.runner.Precision;
import io.narsil.runner.RunnerKinds;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.space.SpaceFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.parent.AroundSpace;
import io.narsil.study.parent.ParentModel;
import io.narsil.study.parent.ParentNode;
import io.narsil.task.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a study from its YAML file, and writes the frozen copy that a run keeps. */
public final class StudyFile {
    /** The first line's value, with the version of the language. */
    public static final String FORMAT = "study/1";

    private static final String RUNNER = "runner";

    private StudyFile() {}

    /** Reads a file; a {@link UserException} with all faults where it is no study. */
    public static Study read(Path file) {
        return read(file, false);
    }

    /** The study of a run that nothing is trained in, without the trained network that its candidates start from. */
    public static Study look(RunFolder run) {
        return read(run.study(), true);
    }

    private static Study read(Path file, boolean parentless) {
        Problems problems = new Problems();
        ConfigNode root = ConfigFile.read(file, problems);
        Origin origin = Origin.of(file);
        Path folder = origin.folder();
        String format = root.at("narsil").text(FORMAT);
        if (!format.equals(FORMAT)) {
            root.at("narsil")
                    .fault("this file is \"" + format + "\", not \"" + FORMAT + "\"", "\"narsil: " + FORMAT + "\"");
        }
        ConfigNode nameNode = root.at("name");
        String name = nameNode.text(file.getFileName().toString().replaceFirst("\\.ya?ml$", ""));
        BudgetNodes.checkName(nameNode, "the name of the study", name);

        ConfigNode dataNode = root.need("data");
        Goal goal = DetectionNodes.goal(root);
        DataSpec listed = DataNodes.read(dataNode, folder);
        DataSpec data = goal.finds() ? DetectionNodes.data(dataNode, listed) : listed;
        List<String> trainer = trainer(root.at("trainer"));
        Path kept = origin.run().map(RunFolder::path).orElse(folder);
        ConfigNode init = root.at("init");
        Optional<ParentModel> parent = parentless
                ? ParentNode.passOver(init)
                : ParentNode.read(init, kept, origin.run(), !trainer.isEmpty(), origin.command(name));
        ConfigNode spaceNode = root.at("space");
        String space = spaceNode.text(StudyBuilder.USUAL_SPACE);
        RecipeChanges changes = RecipeChanges.read(root.at("recipe"));
        String spaceText =
                changes.in(origin.run().map(run -> TextFile.read(run.space())).orElseGet(() -> {
                    String text = AroundSpace.is(space)
                            ? around(spaceNode, space, folder, parent, init.present())
                            : spaceText(spaceNode, space, folder);
                    return goal.finds() ? DetectionNodes.space(spaceNode, space, text, data.resolution()) : text;
                }));

        ConfigNode budgetsNode = root.at("budgets");
        SearchPlan plan = PlanNodes.read(root);
        TimeLimit time = TimeLimit.read(root);
        Device device = root.at("device").constant(Device.class, Device.CPU);
        Precision precision = root.at("precision").constant(Precision.class, Precision.quickest(device));
        int processors = Runtime.getRuntime().availableProcessors();
        ConfigNode workers = root.at("workers");
        int count = workers.integer(processors, 1, Study.MOST_WORKERS);
        RunnerKinds.Said runner = runner(root, workers, origin, problems);
        Optional<String> store = StoreNode.read(root.at("store"), folder);
        ConfigNode profileNode = root.at("profile");
        Optional<Path> profile =
                DataNodes.path(profileNode, origin.run().map(RunFolder::path).orElse(folder));
        boolean timed = budgetsNode.entries().values().stream().anyMatch(b -> b.has(Measure.LATENCY.key()));
        if (profile.isPresent() && !timed) {
            profileNode.fault(
                    "a device profile is for budgets of latency, and there are none: \"" + profileNode.said() + "\"",
                    profileNode.removal());
        }
        if (!trainer.isEmpty()) {
            for (String key : List.of("device", "precision", "distillation", PlanNodes.BY_HAND)) {
                // A frozen study says that nothing is distilled; and who wants nothing by hand gets what he wants.
                boolean none = (key.equals("distillation") && plan.distillation() == 0)
                        || (key.equals(PlanNodes.BY_HAND)
                                && root.at(key).text("").matches("off|false"));
                if (root.at(key).present() && !none) {
                    root.at(key)
                            .fault(
                                    key + " is the built-in trainer's alone, and here it is \""
                                            + root.at(key).text("") + "\"",
                                    root.at(key).removal());
                }
            }
        }
        if (goal.finds()) {
            DetectionNodes.refuse(root);
        }
        root.closed();
        problems.throwIfAny();
        StudyBuilder study = Study.of(name, data, plan)
                .unsaid(time.limited() ? Set.of() : PlanNodes.unsaid(root))
                .space(new Study.Space(space, spaceText))
                .time(time)
                .score(goal)
                .trainer(trainer)
                .engine(new Engine(device, precision))
                .workers(count, workers.present())
                .runner(runner)
                .store(store)
                .lines(new Study.Lines(
                        file.toString(),
                        dataNode.where(),
                        spaceNode.where(),
                        init.where(),
                        budgetsNode.where(),
                        BudgetNodes.places(budgetsNode),
                        profileNode.where(),
                        root.at("trainer").at("command").where()));
        profile.ifPresent(study::profile);
        parent.ifPresent(study::parent);
        return study.build();
    }

    /** Who trains where: as the study says or, where it is that of a run, as the run keeps it. */
    private static RunnerKinds.Said runner(ConfigNode root, ConfigNode workers, Origin origin, Problems problems) {
        RunnerKinds.Said said = RunnerKinds.read(root.at(RUNNER));
        if (!said.choice().local() && workers.present()) {
            workers.fault(
                    "workers are processes of this machine, and this study trains elsewhere: \"" + workers.said()
                            + "\"",
                    workers.removal() + ": \"jobs\" says how many trials run at the same time");
        }
        if (!said.choice().local() && root.at("minutes").present()) {
            // What fits into them is found by trainings here, whose pace is not that of other machines.
            root.at("minutes")
                    .fault(
                            "minutes are planned by trainings on this machine, and this study trains elsewhere: \""
                                    + root.at("minutes").said() + "\"",
                            "\"rounds\", \"epochs\" and \"final_epochs\" in their place");
        }
        Optional<Path> kept = origin.run().map(RunFolder::runner).filter(Files::exists);
        return root.has(RUNNER) || kept.isEmpty()
                ? said
                : RunnerKinds.read(ConfigFile.read(kept.get(), problems).at(RUNNER));
    }

    /** The name in a frozen study's text. */
    public static String name(Path file, String frozen) {
        return ConfigFile.parse(file.toString(), frozen, new Problems())
                .at("name")
                .text("");
    }

    /** {@code {command: [program, argument, ...]}}; none where it is not there. */
    private static List<String> trainer(ConfigNode node) {
        if (!node.present()) {
            return List.of();
        }
        ConfigNode command = node.need("command");
        List<String> words = command.items().stream().map(word -> word.text("")).toList();
        node.closed();
        if (command.present() && (words.isEmpty() || words.get(0).isBlank())) {
            command.fault("the command of a trainer must name a program", "command: [python3, train.py]");
        }
        if (words.size() == 1 && words.get(0).contains(" ")) {
            command.fault(
                    "the command of a trainer is a list of a program and its arguments, not \"" + words.get(0) + "\"",
                    "command: [" + words.get(0).strip().replaceAll("\\s+", ", ") + "]");
        }
        return words;
    }

    private static String around(
            ConfigNode node, String space, Path folder, Optional<ParentModel> parent, boolean tuned) {
        try {
            return AroundSpace.text(space, folder, parent.map(ParentModel::network), tuned);
        } catch (UserException e) {
            e.problems().forEach(node::problem);
            return "";
        }
    }

    private static String spaceText(ConfigNode node, String space, Path folder) {
        try {
            if (!space.matches(".*\\.ya?ml")) {
                return AroundSpace.shipped(space);
            }
            Optional<Path> path = DataNodes.path(node, folder);
            if (path.isEmpty()) {
                return "";
            }
            Path file = path.get();
            SpaceFile.check(file);
            return Files.readString(file);
        } catch (UserException e) {
            if (space.matches(".*\\.ya?ml")) {
                e.problems().forEach(p -> node.problem(p));
            } else {
                node.fault(e.problems().get(0).what(), e.problems().get(0).maybe());
            }
        } catch (IOException e) {
            node.fault("the space cannot be read: " + e.getMessage(), "");
        }
        return "";
    }

    /** The frozen copy: everything that a result depends on, defaults written out, and not the number of workers. */
    public static String write(Study study) {
        SearchPlan plan = study.plan();
        StringBuilder yaml = new StringBuilder("narsil: " + FORMAT + "\n");
        yaml.append("name: ").append(YamlText.scalar(study.name())).append('\n');
        DataSpec data = study.data();
        yaml.append(DataNodes.write(data));
        yaml.append("space: ").append(YamlText.scalar(study.space().name())).append('\n');
        yaml.append(RecipeChanges.of(study.space().text()));
        yaml.append(DetectionNodes.write(study.score()));
        // The run folder keeps it.
        study.parent()
                .ifPresent(parent ->
                        yaml.append("init: {sha256: ").append(parent.sha256()).append("}\n"));
        if (study.training().own()) {
            yaml.append("trainer: {command: [")
                    .append(study.training().command().stream()
                            .map(YamlText::quoted)
                            .collect(Collectors.joining(", ")))
                    .append("]}\n");
        }
        PlanNodes.write(plan, study.training().own(), yaml);
        yaml.append(study.time().write());
        if (study.profile().isPresent()) {
            yaml.append("profile: ").append(RunFolder.DEVICE).append('\n');
        }
        if (!study.training().own()) {
            // Other bits on another device or in another precision, and the quickest is another one on another machine.
            yaml.append("device: ")
                    .append(Words.of(study.training().engine().device()))
                    .append('\n');
            yaml.append("precision: ")
                    .append(Words.of(study.training().engine().precision()))
                    .append('\n');
        }
        yaml.append("seed: ").append(plan.seed()).append('\n');
        return yaml.toString();
    }
}
