package io.narsil.cli.event;

import io.narsil.config.Durations;
import io.narsil.config.Printable;
import io.narsil.config.Words;
import io.narsil.recipe.RecipeText;
import io.narsil.search.EarlyStop;
import io.narsil.study.event.StudyEvent;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happens in a run, in words: a stage and what it does and why. */
public final class EventTexts {
    private EventTexts() {}

    /**
     * A line for the screen.
     *
     * @param stage stage in a word or two
     */
    public record Line(String stage, String what) {
        /** A line that can be shown, whatever it quotes. */
        public Line {
            stage = Printable.line(stage);
            what = Printable.line(what);
        }
    }

    /** The line for an event; nothing for one that no line is printed of. */
    public static Optional<Line> of(StudyEvent event) {
        return Optional.ofNullable(line(event));
    }

    private static Line line(StudyEvent event) {
        if (event instanceof StudyEvent.FinishedBefore) {
            return new Line("finished", "this study was run before; nothing is trained again");
        } else if (event instanceof StudyEvent.DataRead e) {
            return new Line("data", data(e));
        } else if (event instanceof StudyEvent.DataNoted e) {
            return new Line("data", e.note());
        } else if (event instanceof StudyEvent.ClassesCounted e) {
            return new Line("classes", ClassesText.of(e.images()));
        } else if (event instanceof StudyEvent.ObjectsCounted e) {
            return new Line("objects", ClassesText.objects(e.objects()));
        } else if (event instanceof StudyEvent.SpaceRead e) {
            return new Line("space", SpaceText.of(e));
        } else if (event instanceof StudyEvent.ParentRead e) {
            return new Line("init", SpaceText.of(e));
        } else if (event instanceof StudyEvent.EpochsChosen e) {
            return new Line("epochs", EpochsText.of(e));
        } else if (event instanceof StudyEvent.DeviceMeasuring) {
            return new Line(
                    "device",
                    "measuring this machine with networks of the space, for the budgets of latency (two minutes at most;"
                            + " \"profile\" in the study names an earlier measurement)");
        } else if (event instanceof StudyEvent.DeviceKnown e) {
            return new Line("device", device(e));
        } else if (event instanceof StudyEvent.StoreNoted e) {
            return new Line("store", e.note());
        } else if (event instanceof StudyEvent.FileDamaged e) {
            return new Line(
                    "damaged",
                    e.file() + " is damaged and was set aside as " + e.aside() + "; what it held is made again");
        } else if (event instanceof StudyEvent.TrialsDamaged e) {
            return new Line(
                    "damaged",
                    "rows of " + e.trials().size() + (e.trials().size() == 1 ? " trial" : " trials")
                            + " in the store do not match their checksums; they run again: " + e.trials());
        } else if (event instanceof StudyEvent.TrialReopened e) {
            return new Line(
                    "damaged",
                    "trial " + e.trial() + " is trained again, since " + e.file() + " is damaged or missing: "
                            + e.reason());
        } else if (event instanceof StudyEvent.SettingChanged e) {
            return new Line("changed", ChangeTexts.of(e));
        } else if (event instanceof StudyEvent.FinishingEarly e) {
            return new Line("finishing", ChangeTexts.of(e));
        } else if (event instanceof StudyEvent.PaceMeasuring e) {
            return new Line("pace", TimeTexts.of(e));
        } else if (event instanceof StudyEvent.TimePlanned e) {
            return new Line("plan", TimeTexts.of(e));
        } else if (event instanceof StudyEvent.Resumed e) {
            return new Line(
                    "resume",
                    e.over() + " trials are over already and are not run again"
                            + (e.open() > 0 ? "; " + e.open() + " that were begun or chosen go on" : ""));
        } else if (event instanceof StudyEvent.MemoryForetold e) {
            return new Line("memory", MemoryText.of(e));
        } else if (event instanceof StudyEvent.WorkersStarting e) {
            return new Line("workers", workers(e));
        }
        Line mishap = mishap(event);
        return mishap == null ? searching(event) : mishap;
    }

    /** What went wrong, and what follows. */
    private static Line mishap(StudyEvent event) {
        if (event instanceof StudyEvent.WorkerDied e) {
            return new Line(
                    "trial " + e.trial(),
                    e.reason() + "; it is tried again from its last epoch"
                            + (e.alone() ? ", when no other trial runs" : ""));
        } else if (event instanceof StudyEvent.WorkersFewer e) {
            return new Line(
                    "workers",
                    "workers die for want of memory: " + e.left() + " train at the same time from here on. Maybe fewer"
                            + " workers: --workers " + e.left());
        } else if (event instanceof StudyEvent.FinalistReplaced e) {
            return new Line(
                    "finalist",
                    e.budget() + ": trial " + e.trial()
                            + " could not be trained; the next most promising candidate takes" + " its place");
        } else if (event instanceof StudyEvent.MachineChanged e) {
            return new Line("machine", MachineTexts.changed(e));
        } else if (event instanceof StudyEvent.MachineJoined e) {
            return new Line("machine", MachineTexts.joined(e));
        } else if (event instanceof StudyEvent.RunnerNoted e) {
            return new Line("jobs", e.note());
        } else if (event instanceof StudyEvent.RulesChanged) {
            return new Line(
                    "version",
                    "this run was begun by a version of Narsil that chose by other rules: what is trained stays, and what is"
                            + " chosen from here on, by hand as well, may differ from what that version would have chosen");
        } else if (event instanceof StudyEvent.TrialsFailed e) {
            return new Line(
                    "failed",
                    (e.count() == 1 ? "1 trial" : e.count() + " trials")
                            + " failed and the search went on without; the same command with --retry-failed tries again");
        } else if (event instanceof StudyEvent.TrialRetried e) {
            return new Line("trial " + e.trial(), "is trained once more; it had failed: " + e.reason());
        }
        return null;
    }

    private static Line searching(StudyEvent event) {
        if (event instanceof StudyEvent.PoolBuilt e) {
            return new Line(
                    "pool",
                    text(
                            "%,d candidates inside the budgets, spread evenly by a scrambled Sobol sequence",
                            e.candidates()));
        } else if (event instanceof StudyEvent.Pretrained e) {
            return new Line(
                    "predictor",
                    text(
                            "it compares candidates by their choices and by %d statistics that are free, so that it"
                                    + " needs fewer trained networks",
                            e.statistics()));
        } else if (event instanceof StudyEvent.TrialsChosen e) {
            return ChoiceTexts.of(e);
        } else if (event instanceof StudyEvent.NothingByHand e) {
            return new Line("by hand", HandTexts.of(e));
        } else if (event instanceof StudyEvent.TrialDone e) {
            return e.result().done()
                    ? null
                    : new Line(
                            "trial " + e.result().trial(),
                            Words.of(e.result().status()) + ": " + e.result().reason());
        } else if (event instanceof StudyEvent.EarlyStopFound e) {
            return new Line("early stop", earlyStop(e.stop(), e.threshold()));
        } else if (event instanceof StudyEvent.Evolved e) {
            return new Line(
                    "evolve",
                    text(
                            "%s (%s): best predicted %s %.1f %% ± %.1f",
                            e.budget().name(),
                            e.budget(),
                            e.score(),
                            100 * e.best().mean(),
                            100 * e.best().deviation()));
        } else if (event instanceof StudyEvent.Replaced e) {
            return new Line("replaced", replaced(e));
        } else if (event instanceof StudyEvent.Exported e) {
            return new Line(
                    "deliver",
                    (e.files() == 1 ? "1 ONNX file, proven on " : e.files() + " ONNX files, each proven on ")
                            + e.images()
                            + " test images and timed with ONNX Runtime, " + e.threads()
                            + (e.threads() == 1 ? " thread" : " threads"));
        } else if (event instanceof StudyEvent.OverBudget e) {
            return new Line(
                    "over budget",
                    e.budget() + " now takes " + Durations.brief(e.nanoseconds()) + ", more than its "
                            + Durations.brief(e.limit()) + "; before its training it took less");
        }
        return training(event);
    }

    /** Of one network outside any search. */
    private static Line training(StudyEvent event) {
        if (event instanceof StudyEvent.NetworkFitted e) {
            return new Line(
                    "network",
                    text(
                            "%s for images of %s and %d classes: %,d multiply-adds, %,d parameters",
                            e.name(), e.input(), e.classes(), e.macs(), e.params()));
        } else if (event instanceof StudyEvent.RecipeChosen e) {
            return new Line("recipe", RecipeText.brief(e.recipe()) + "; " + e.epochs() + " epochs");
        }
        return null;
    }

    private static String data(StudyEvent.DataRead e) {
        return text(
                "%,d images to train on, %,d to choose by, %,d kept for the end; %d classes, %dx%d %s",
                e.train(),
                e.validation(),
                e.test(),
                e.classes(),
                e.size(),
                e.size(),
                e.channels() == 1 ? "grey" : "colour");
    }

    private static String device(StudyEvent.DeviceKnown e) {
        return text(
                "%s, %s, %d thread%s: latencies of %d unseen networks are predicted with a median error of %.1f %% and a rank"
                        + " correlation of %.3f; budgets keep a margin of %.1f %%%s",
                e.device(),
                e.runtime(),
                e.threads(),
                e.threads() == 1 ? "" : "s",
                e.networks(),
                100 * e.medianError(),
                e.rankCorrelation(),
                100 * e.margin(),
                e.here() ? "" : "; it is of another device than this one, so finalists are not measured");
    }

    private static String workers(StudyEvent.WorkersStarting e) {
        if (!e.elsewhere().isEmpty()) {
            return text(
                    "training %s, %d at the same time; a first one only has to show that it can start",
                    e.elsewhere(), e.count());
        }
        String processes = e.count() == 1 ? "process" : "processes";
        return e.own()
                ? text("starting %d training %s of your own", e.count(), processes)
                : text(
                        "starting %d training %s of one thread each (a new machine unpacks libtorch first, 330 MB)",
                        e.count(), processes);
    }

    private static String earlyStop(EarlyStop stop, double threshold) {
        return stop.early()
                ? text(
                        "epoch %d of %d ranks candidates like the last one (rank correlation %.2f, and with %.0f %%"
                                + " probability at least %.2f): later rounds stop there",
                        stop.epoch(), stop.epochs(), stop.correlation(), 100 * stop.sureness(), threshold)
                : "no epoch before the last surely ranks candidates like it: later rounds train all of them";
    }

    private static String replaced(StudyEvent.Replaced e) {
        boolean one = e.nanoseconds().size() == 1;
        return e.budget() + ": the most promising " + (one ? "candidate" : "candidates") + " took "
                + e.nanoseconds().stream().map(Durations::brief).collect(Collectors.joining(", "))
                + " when measured, over the budget; the next one takes " + (one ? "its" : "their") + " place";
    }

    static String epochs(int count) {
        return count == 1 ? "1 epoch" : count + " epochs";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
