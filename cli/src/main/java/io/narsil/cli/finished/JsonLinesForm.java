package io.narsil.cli.finished;

import io.narsil.json.Json;
import io.narsil.study.table.TrialColumn;
import io.narsil.study.table.TrialRow;
import io.narsil.study.table.TrialTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON Lines: an object for each trial, with all columns. JSON has no number for what is none or infinite: it is null. */
final class JsonLinesForm implements TrialForm {
    @Override
    public List<TrialColumn> columns(TrialTable table) {
        return TrialColumn.nested(table);
    }

    @Override
    public Optional<String> head(List<TrialColumn> columns) {
        return Optional.empty();
    }

    @Override
    public String line(List<TrialColumn> columns, TrialRow row) {
        Map<String, Object> object = new LinkedHashMap<>();
        columns.forEach(c -> object.put(c.name(), value(c.of(row))));
        return Json.line(object) + "\n";
    }

    private static Object value(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number : null;
        }
        return value instanceof List<?> list
                ? list.stream().map(JsonLinesForm::value).toList()
                : value;
    }
}
