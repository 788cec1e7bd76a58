package io.narsil.dashboard.server;

import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.store.EpochRecord;
import io.narsil.store.ServerTrial;
import io.narsil.study.table.TrialRow;
import java.util.List;
import java.util.Map;

/** A trial of a server as pages know trials; of its candidate, whose space is not here, there is nothing in it. */
final class ServedTrial {
    private ServedTrial() {}

    static TrialRow row(ServerTrial t) {
        List<EpochRecord> over = t.over();
        return new TrialRow(
                t.id(),
                t.kind(),
                t.kind() == Trial.Kind.ROUND ? t.round() + 1 : null,
                t.budget(),
                t.why(),
                t.status(),
                t.reason().isEmpty() ? null : t.reason(),
                t.epochs(),
                t.scheduleEpochs(),
                over.isEmpty() ? null : (Double) over.get(over.size() - 1).score(),
                t.testScore().isPresent() ? (Double) t.testScore().getAsDouble() : null,
                t.prediction().map(Prediction::mean).orElse(null),
                t.prediction().map(Prediction::deviation).orElse(null),
                t.cost(),
                over.stream().mapToDouble(EpochRecord::seconds).sum(),
                null,
                t.continued().map(Trial.Continued::trial).orElse(null),
                t.continued().map(Trial.Continued::epochs).orElse(null),
                "",
                t.fingerprint(),
                Map.of(),
                Map.of(),
                "",
                over.stream().map(EpochRecord::score).toList(),
                over.stream().map(EpochRecord::loss).toList(),
                over.stream().map(EpochRecord::seconds).toList());
    }
}
