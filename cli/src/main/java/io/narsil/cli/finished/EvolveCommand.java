package io.narsil.cli.finished;

import io.narsil.cli.text.BudgetOptions;
import io.narsil.cli.text.Options;
import io.narsil.cli.text.TextTable;
import io.narsil.config.Durations;
import io.narsil.config.Quantity;
import io.narsil.config.UserException;
import io.narsil.json.Json;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.study.finished.FinishedRun;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil evolve}: new members from a run. */
@Command(
        name = "evolve",
        description = {
            "Finds, with the predictor of a run whose first round is over, the best candidate for a new budget, or the whole front of"
                    + " accuracy against cost. Nothing is trained.",
            "The network and its recipe are written to RUN/evolved/NAME."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil evolve runs/fashion --macs 900k --params 60k",
            "  narsil evolve runs/fashion --macs 900k --name phone",
            "  narsil evolve runs/fashion-latency --latency 150us",
            "  narsil evolve runs/fashion --front 12",
            "  narsil evolve runs/fashion --front 12 --against params",
            "  narsil evolve runs/fashion --candidate 8d2f0c31a94be567 --name phone"
        })
public final class EvolveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Run folder of a search.")
    private Path run;

    @Mixin
    private BudgetOptions budgetOptions;

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            description = "Time of one image, such as 3ms, on the device that the run was searched for.")
    private String latency;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the new member; made of the budget by default.")
    private String name;

    @Option(
            names = "--front",
            paramLabel = "N",
            description =
                    "Instead of one budget: the best candidates for N numbers of multiply-adds, each better than all cheaper ones.")
    private Integer front;

    @Option(
            names = "--against",
            paramLabel = "MEASURE",
            description = "Of --front: another cost than multiply-adds (macs): params, activations, memory or latency.")
    private String against;

    @Option(
            names = "--candidate",
            paramLabel = "ID",
            description =
                    "Instead of a budget: one of the candidates that \"narsil dashboard\" and report.html show for a budget.")
    private String candidate;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (against != null && front == null) {
            throw new UserException("--against", "only --front reads it", "--front 12 --against " + against);
        }
        if (front != null) {
            alone("--front", candidate != null);
            if (front < 1 || front > 1000) {
                throw new UserException("--front", "the number must be from 1 to 1000, not " + front, "");
            }
            if (name != null) {
                throw new UserException("--name", "a front is printed, and nothing of it is written", "leave it out");
            }
            Measure measure = against == null ? Measure.MACS : Options.word("--against", Measure.class, against);
            List<FinishedRun.Member> members =
                    FinishedRun.open(new RunFolder(run)).front(measure, front);
            out.print(json ? Json.write(members) : table(members, measure) + missing(front - members.size(), measure));
        } else if (candidate != null) {
            alone("--candidate", false);
            FinishedRun finished = FinishedRun.open(new RunFolder(run));
            print(finished, finished.take(candidate, checked(name == null ? candidate : name)), out);
        } else {
            Budget given = budgetOptions
                    .budget(latency)
                    .orElseThrow(() -> new UserException(
                            "narsil evolve", "there is no budget", "add --macs 900k, --params 60k or --front 12"));
            Budget budget = new Budget(name == null ? nameOf(given) : checked(name), given.limits(), given.floors());
            FinishedRun finished = FinishedRun.open(new RunFolder(run));
            print(finished, finished.evolve(budget), out);
        }
        if (!json && !new RunFolder(run).finished()) {
            out.println("unfinished: the search is not over, and this is what its predictor has learned so far");
        }
        out.flush();
        return 0;
    }

    /** Refuses an option that says what is wanted beside another one that does. */
    private void alone(String option, boolean other) {
        if (other || budgetOptions.budget(latency).isPresent()) {
            throw new UserException(
                    option,
                    "it takes no " + (other ? "--candidate" : "budget") + " beside it",
                    "leave one of the two out");
        }
    }

    private void print(FinishedRun finished, FinishedRun.Member member, PrintWriter out) {
        out.print(json ? Json.write(member) : text(member, finished.scoreText()));
    }

    private static String nameOf(Budget budget) {
        StringBuilder text = new StringBuilder();
        budget.limits()
                .forEach((measure, limit) -> text.append(text.isEmpty() ? "" : "-")
                        .append(measure.key())
                        .append('-')
                        .append(
                                budget.floors().containsKey(measure)
                                        ? budget.floors().get(measure) + "-to-"
                                        : "")
                        .append(limit));
        return text.toString();
    }

    /** A name is a folder, so it must not lead out of the run. */
    private static String checked(String name) {
        if (!Budget.isName(name)) {
            throw new UserException(
                    "--name",
                    "a name has up to 64 letters, digits, dots, dashes and underscores, not \"" + name + "\"",
                    "");
        }
        return name;
    }

    private String text(FinishedRun.Member member, String score) {
        return String.format(
                Locale.ROOT,
                "%-19s %.1f %% \u00b1 %.1f, after the epochs of a round%n"
                        + "multiply-adds       %s%nparameters          %s%n%s%srecipe              %s%n"
                        + "written to          %s (not trained)%n",
                "predicted " + score,
                100 * member.predicted(),
                100 * member.deviation(),
                Quantity.brief(member.cost().macs()),
                Quantity.brief(member.cost().params()),
                member.cost().latency() == 0
                        ? ""
                        : "latency             at most "
                                + Durations.brief(member.cost().latency()) + ", predicted%n".formatted(),
                detector(run.resolve(member.folder())),
                member.recipe(),
                run.resolve(member.folder()));
    }

    /** The options that train what was found; none of a network that classifies. */
    private static String detector(Path folder) {
        return new ModelFolder(folder)
                .predictedDetector()
                .map(form -> "detector            --neck " + form.neck() + " --head-depth " + form.depth()
                        + " of narsil train, which takes them from the folder%n".formatted())
                .orElse("");
    }

    private static String missing(int count, Measure measure) {
        return count == 0
                ? ""
                : "\n" + count
                        + " of the " + (measure == Measure.MACS ? "numbers" : "limits") + " of " + measure.words()
                        + " that were tried allow nothing that is predicted to be better than a cheaper row.\n";
    }

    private static String table(List<FinishedRun.Member> members, Measure measure) {
        Set<Measure> measures = EnumSet.of(measure, Measure.MACS, Measure.PARAMS);
        List<String> head =
                new ArrayList<>(measures.stream().map(Measure::words).toList());
        head.addAll(List.of("predicted", "recipe"));
        TextTable table = new TextTable(
                IntStream.rangeClosed(0, measures.size()).boxed().collect(Collectors.toSet()),
                head.toArray(new String[0]));
        for (FinishedRun.Member member : members) {
            List<String> row = new ArrayList<>();
            measures.forEach(m -> row.add(m.text(m.of(member.cost()))));
            row.add(String.format(
                    Locale.ROOT, "%.1f %% \u00b1 %.1f", 100 * member.predicted(), 100 * member.deviation()));
            row.add(member.recipe());
            table.row(row.toArray(new String[0]));
        }
        return table.toString();
    }
}
