package io.narsil.store;

import io.narsil.predictor.Prediction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.CRC32C;

/**
 * Checksums of rows: a CRC-32C over a row's values and its key, so that neither a value nor the place of a row can change
 * unnoticed. How a trial was chosen and how it ended have one each, since only the latter can be made again alone.
 */
final class RowChecksum {
    private RowChecksum() {}

    /** Of what was chosen, with its prediction. */
    static long choice(
            int study, int id, String why, Identity identity, String candidate, String cost, Optional<Prediction> p) {
        List<Object> values = new ArrayList<>(Arrays.asList(
                study,
                id,
                why,
                identity.kind(),
                identity.round(),
                identity.budget(),
                identity.fingerprint(),
                identity.epochs(),
                identity.scheduleEpochs(),
                identity.teacher().isPresent() ? identity.teacher().getAsInt() : null,
                candidate,
                cost,
                p.map(Prediction::mean).orElse(null),
                p.map(Prediction::deviation).orElse(null)));
        // Rows of trials that begin anew have the checksums of the version before, which knew no others.
        identity.continued().ifPresent(c -> values.addAll(List.of(c.trial(), c.epochs())));
        return of(values.toArray());
    }

    /** Of how a trial stands or ended. */
    static long outcome(int study, int id, String status, String reason, OptionalDouble test) {
        return of(study, id, status, reason, test.isPresent() ? test.getAsDouble() : null);
    }

    /** Of an epoch. */
    static long epoch(int study, int trial, EpochRecord epoch) {
        return of(study, trial, epoch.epoch(), epoch.loss(), epoch.score(), epoch.seconds());
    }

    private static long of(Object... values) {
        CRC32C sum = new CRC32C();
        // The lengths too, so that no two rows are the same text.
        List<String> texts = Arrays.stream(values).map(RowChecksum::text).toList();
        texts.forEach(t -> sum.update((t.length() + ":" + t).getBytes(StandardCharsets.UTF_8)));
        return sum.getValue();
    }

    /** A database may forget the sign of a zero. */
    private static String text(Object value) {
        return value instanceof Double number ? Double.toString(number + 0.0) : String.valueOf(value);
    }
}
