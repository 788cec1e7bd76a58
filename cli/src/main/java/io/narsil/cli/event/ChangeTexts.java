package io.narsil.cli.event;

import io.narsil.study.event.StudyEvent;
import java.util.Locale;

/** What becomes of a run whose course is changed, in words. */
final class ChangeTexts {
    private ChangeTexts() {}

    static String of(StudyEvent.SettingChanged e) {
        String before = e.before().isEmpty() ? "not there" : e.before();
        String now = e.now().isEmpty() ? "not there any more" : e.now();
        return e.setting() + " was " + before + " and is " + now + ": " + consequence(e);
    }

    private static String consequence(StudyEvent.SettingChanged e) {
        if (e.setting().startsWith("budgets.")) {
            return e.now().isEmpty()
                    ? "nothing is searched for it any more; what was trained for it still teaches the predictor"
                    : "a member is searched for it with all that was trained so far";
        }
        return switch (e.setting()) {
            case "rounds" -> rounds(e);
            case "final_epochs", "distillation" -> "finalists and what is made by hand are trained so, from the start";
            case "finalists" ->
                e.now().isEmpty() || e.now().equals("1")
                        ? "those that were trained stay, and the most promising one of them counts"
                        : "so many are trained for each budget, of which the best by the validation images becomes the member";
            case "by_hand" ->
                e.now().equals("off")
                        ? "what was made by hand is not looked at any more"
                        : "what a person would take by hand is trained at the latest beside the finalists";
            case "batch" -> "so many candidates from the next round on";
            case "pool" -> "the next round and those after it choose from it";
            case "device" -> "what is trained from now on is trained there";
            case "name" -> "the run keeps the name that it was begun with";
            default -> "so from now on";
        };
    }

    private static String rounds(StudyEvent.SettingChanged e) {
        int wanted = Integer.parseInt(e.now());
        String begun = e.rounds() == 1 ? "1 round that was" : e.rounds() + " rounds that were";
        return wanted > e.rounds()
                ? "more follow the " + begun + " begun, and finalists are chosen after them"
                : "the " + begun + " begun " + (e.rounds() == 1 ? "stays" : "stay") + ", and no other follows";
    }

    static String of(StudyEvent.FinishingEarly e) {
        return String.format(
                Locale.ROOT,
                "with what there is: %d of %d rounds were begun, and %d candidates were trained to their end; the best"
                        + " measured of each budget are trained for %d epoch%s",
                e.rounds(),
                e.planned(),
                e.candidates(),
                e.epochs(),
                e.epochs() == 1 ? "" : "s");
    }
}
