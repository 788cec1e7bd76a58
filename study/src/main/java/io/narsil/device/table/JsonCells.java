package io.narsil.device.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.narsil.config.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads JSON: a list of objects, a row each. What stands in an object of an object counts as the row's own, so that choices may
 * stand together; lists are passed over.
 */
final class JsonCells {
    private static final int DEEPEST = 4;

    private final String file;
    private final JsonParser parser;
    private final TableFaults faults;
    private final Set<String> columns = new LinkedHashSet<>();

    private JsonCells(String file, JsonParser parser, TableFaults faults) {
        this.file = file;
        this.parser = parser;
        this.faults = faults;
    }

    static Cells read(String file, String text, TableFaults faults) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            return new JsonCells(file, parser, faults).read();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new UserException(file + ":" + line, "this is no JSON: " + e.getOriginalMessage(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cells read() throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new UserException(
                    file + ":1",
                    "the table must be a list of objects, a row each",
                    "[{\"NAME\": VALUE, ..., \"ms\": 1.5}]");
        }
        List<Cells.Row> rows = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            int line = parser.currentLocation().getLineNr();
            if (token != JsonToken.START_OBJECT) {
                faults.add(line, "this row is no object", "");
                parser.skipChildren();
                continue;
            }
            Cells.check(file, line, rows.size(), columns.size());
            Map<String, String> values = new LinkedHashMap<>();
            object(values, 0);
            rows.add(new Cells.Row(line, values));
        }
        if (parser.nextToken() != null) {
            throw new UserException(file + ":" + parser.currentLocation().getLineNr(), "the list is over here", "");
        }
        return new Cells(List.copyOf(columns), rows);
    }

    private void object(Map<String, String> values, int depth) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && depth < DEEPEST) {
                object(values, depth + 1);
            } else if (token.isScalarValue()) {
                columns.add(name);
                Cells.check(file, parser.currentLocation().getLineNr(), 0, columns.size());
                if (values.put(
                                name,
                                token == JsonToken.VALUE_NULL
                                        ? ""
                                        : parser.getText().strip())
                        != null) {
                    faults.add(
                            parser.currentLocation().getLineNr(),
                            "\"" + name + "\" stands in this row twice",
                            "remove one of the two");
                }
            } else {
                parser.skipChildren();
            }
        }
    }
}
