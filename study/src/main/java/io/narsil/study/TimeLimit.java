package io.narsil.study;

import io.narsil.config.ConfigNode;
import io.narsil.config.Durations;
import io.narsil.config.LikelyNumber;
import io.narsil.config.NumberRange;
import io.narsil.config.Quantity;
import io.narsil.search.SearchPlan;
import java.util.List;
import java.util.OptionalLong;

/**
 * The time that a search may take, and the settings that it plans itself to keep to it.
 *
 * @param minutes time from the first image to the last file, in minutes; 0 for no limit
 * @param planned names of the settings that the search plans; what a study says itself is none of them
 */
public record TimeLimit(int minutes, List<String> planned) {
    /** No limit. */
    public static final TimeLimit NONE = new TimeLimit(0, List.of());

    private static final int MOST = 1_000_000;

    static final String ROUNDS = "rounds";
    static final String BATCH = "batch";
    static final String EPOCHS = "epochs";
    static final String FINAL_EPOCHS = "final_epochs";

    static final String RUNGS = "rungs";

    private static final List<String> SETTINGS = List.of(ROUNDS, BATCH, EPOCHS, FINAL_EPOCHS);
    /** Rungs, where they are planned, say what both numbers of epochs are. */
    private static final List<String> CLIMBING = List.of(ROUNDS, BATCH, RUNGS);

    public TimeLimit {
        planned = List.copyOf(planned);
    }

    /** Reads it; a frozen study, which has all settings written out, says which of them are planned. */
    static TimeLimit read(ConfigNode root) {
        ConfigNode node = root.at("minutes");
        ConfigNode frozen = root.at("planned");
        List<String> planned =
                frozen.present() ? frozen.items().stream().map(n -> n.text("")).toList() : unsaid(root);
        if (frozen.present() && !SETTINGS.containsAll(planned) && !CLIMBING.containsAll(planned)) {
            frozen.fault(
                    "what is planned can be " + String.join(", ", SETTINGS) + ", or where candidates climb "
                            + String.join(", ", CLIMBING) + ", and nothing else",
                    "");
        }
        if (!node.present()) {
            if (frozen.present()) {
                frozen.fault("settings are planned where there is a time to keep to", "\"minutes: 60\"");
            }
            return NONE;
        }
        int minutes = (int) node.quantity(Quantity::parse, "a whole number of minutes", TimeLimit::likely, 1, MOST)
                .orElse(60);
        return new TimeLimit(minutes, planned);
    }

    /** The minutes of a time with its unit, or of a number that is none of minutes. */
    private static String likely(String text) {
        OptionalLong minutes = Durations.minutes(text);
        return minutes.isPresent() && minutes.getAsLong() <= MOST
                ? Long.toString(minutes.getAsLong())
                : LikelyNumber.hint(text, new NumberRange(1, MOST, true));
    }

    private static List<String> unsaid(ConfigNode root) {
        if (!RungNodes.climbing(root)) {
            return SETTINGS.stream().filter(s -> !root.at(s).present()).toList();
        }
        return CLIMBING.stream()
                .filter(s ->
                        s.equals(RUNGS) ? RungNodes.planned(root) : !root.at(s).present())
                .toList();
    }

    /** The lines of a frozen study; empty where there is no limit. */
    String write() {
        return limited() ? "minutes: " + minutes + "\nplanned: [" + String.join(", ", planned) + "]\n" : "";
    }

    /** Whether there is a limit. */
    public boolean limited() {
        return minutes > 0;
    }

    /** The limit in seconds. */
    public double seconds() {
        return 60.0 * minutes;
    }

    /** Whether the search plans its number of rounds. */
    public boolean rounds() {
        return planned.contains(ROUNDS);
    }

    /** Whether the search plans the candidates of a round. */
    public boolean batch() {
        return planned.contains(BATCH);
    }

    /** Whether the search plans the epochs of a candidate. */
    public boolean epochs() {
        return planned.contains(EPOCHS);
    }

    /** Whether the search plans the epochs of a finalist. */
    public boolean finalEpochs() {
        return planned.contains(FINAL_EPOCHS);
    }

    /** Whether the search plans the rungs of its candidates, and the epochs of a finalist with them. */
    public boolean rungs() {
        return planned.contains(RUNGS);
    }

    /** A plan with what another one has of the settings that the search plans. */
    SearchPlan take(SearchPlan given, SearchPlan other) {
        SearchPlan lengths = rungs() && other.climbing() ? given.climbing(other.rungs(), other.finalEpochs()) : given;
        return lengths.paced(
                rounds() ? other.rounds() : given.rounds(),
                batch() ? other.batch() : given.batch(),
                epochs() ? other.epochs() : lengths.epochs(),
                finalEpochs() ? other.finalEpochs() : lengths.finalEpochs());
    }
}
