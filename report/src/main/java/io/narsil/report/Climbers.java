package io.narsil.report;

import io.narsil.report.part.RungView;
import io.narsil.search.Trial;
import io.narsil.store.StoredTrial;
import java.util.List;

/** Stored trials as the chart of rungs takes them. */
final class Climbers {
    private Climbers() {}

    /** The trials of the search, without what is made by hand. */
    static List<RungView.Climber> of(List<StoredTrial> trials) {
        return trials.stream()
                .filter(t -> t.trial().kind() == Trial.Kind.ROUND || t.trial().kind() == Trial.Kind.FINALIST)
                .map(Climbers::of)
                .toList();
    }

    private static RungView.Climber of(StoredTrial stored) {
        Trial trial = stored.trial();
        List<Double> scores = stored.scores();
        return new RungView.Climber(
                trial.id(),
                trial.kind().key(),
                trial.budget(),
                trial.round() + 1,
                stored.status(),
                trial.epochs(),
                trial.continued().map(Trial.Continued::trial).orElse(-1),
                stored.prediction().map(p -> p.mean()).orElse(Double.NaN),
                epochs -> epochs > scores.size() ? Double.NaN : scores.get(epochs - 1));
    }
}
