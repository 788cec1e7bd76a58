package io.narsil.study.tensorboard;

import io.narsil.onnx.Message;
import io.narsil.study.table.TrialColumn;
import io.narsil.study.table.TrialRow;
import io.narsil.study.table.TrialTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The settings of all trials as the plugin HParams compares them: their names, kinds and values, and for each trial its own. The numbers
 * of fields are those of the plugin's plugin_data.proto and api.proto.
 */
final class HParams {
    private static final String PLUGIN = "hparams";
    private static final int TEXT = 1;
    private static final int NUMBER = 3;
    private static final int SUCCESS = 1;
    private static final int FAILURE = 2;
    /** Of more values than a person would tick, a text is looked for. */
    private static final int MOST_VALUES = 100;

    private final List<Setting> settings = new ArrayList<>();

    /** A setting: a number where all of its values are. */
    private record Setting(TrialColumn column, boolean number) {
        Object of(TrialRow row) {
            Object value = column.of(row);
            return value == null || number ? value : value.toString();
        }
    }

    /**
     * A number by which trials are compared.
     *
     * @param tag name of the scalar
     */
    record Metric(String tag, String text) {}

    HParams(TrialTable table, List<TrialRow> rows) {
        for (TrialColumn column : TrialColumn.nested(table)) {
            boolean chosen = column.name().contains(".")
                    || List.of("kind", "round", "budget", "epochs").contains(column.name());
            List<Object> values =
                    rows.stream().map(column::of).filter(Objects::nonNull).toList();
            if (chosen && !values.isEmpty()) {
                settings.add(new Setting(column, values.stream().allMatch(v -> v instanceof Number)));
            }
        }
        settings.sort(Comparator.comparing(s -> s.column().name()));
    }

    /** The event that names settings and metrics, which stands in a folder of its own above all trials. */
    byte[] experiment(List<TrialRow> rows, List<Metric> metrics) {
        Message experiment = new Message();
        settings.forEach(s -> experiment.message(4, info(s, rows)));
        metrics.forEach(m -> experiment.message(
                5, new Message().message(1, new Message().text(2, m.tag())).text(3, m.text())));
        return Events.plugin(PLUGIN, "_hparams_/experiment", new Message().message(2, experiment));
    }

    private static Message info(Setting setting, List<TrialRow> rows) {
        Message info = new Message().text(1, setting.column().name()).integer(4, setting.number() ? NUMBER : TEXT);
        List<Object> values =
                rows.stream().map(setting::of).filter(Objects::nonNull).toList();
        if (setting.number()) {
            double[] numbers = values.stream()
                    .mapToDouble(v -> ((Number) v).doubleValue())
                    .sorted()
                    .toArray();
            info.message(6, new Message().wide(1, numbers[0]).wide(2, numbers[numbers.length - 1]));
            return differing(info, numbers[0] < numbers[numbers.length - 1]);
        }
        TreeSet<String> different = new TreeSet<>();
        values.forEach(v -> different.add(v.toString()));
        if (different.size() <= MOST_VALUES) {
            Message list = new Message();
            different.forEach(v -> list.message(1, value(v)));
            info.message(5, list);
        }
        return differing(info, different.size() > 1);
    }

    /** Those that differ stand first. */
    private static Message differing(Message info, boolean differs) {
        return differs ? info.integer(7, 1) : info;
    }

    /** The event that says what a trial was trained with. */
    byte[] begin(TrialRow row, String name) {
        Message start = new Message();
        for (Setting setting : settings) {
            Object value = setting.of(row);
            if (value != null) {
                start.message(1, new Message().text(1, setting.column().name()).message(2, value(value)));
            }
        }
        start.text(4, name);
        return Events.plugin(PLUGIN, "_hparams_/session_start_info", new Message().message(3, start));
    }

    /** The event that says how a trial that is over ended. */
    static byte[] end(TrialRow row) {
        Message end = new Message()
                .integer(1, row.status().equals("done") ? SUCCESS : FAILURE)
                .wide(2, row.seconds());
        return Events.plugin(PLUGIN, "_hparams_/session_end_info", new Message().message(4, end));
    }

    /** A value of google.protobuf.Value. */
    private static Message value(Object value) {
        return value instanceof Number number
                ? new Message().wide(2, number.doubleValue())
                : new Message().text(3, value.toString());
    }
}
