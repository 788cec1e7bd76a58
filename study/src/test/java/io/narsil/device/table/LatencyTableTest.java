package io.narsil.device.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.config.UserException;
import io.narsil.latency.learned.TimedCandidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables as people have them, with what goes wrong in them. */
class LatencyTableTest {
    @TempDir
    private Path folder;

    private final SearchSpace space = SpaceFile.shipped("fbnetv3-small");
    private final List<String> names = space.parameters().stream()
            .filter(ChoiceCells::needed)
            .map(Parameter::name)
            .toList();

    /** Forty different networks: the first parameters count up. */
    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int left = i;
            List<String> row = new ArrayList<>();
            for (Parameter parameter : space.parameters()) {
                if (ChoiceCells.needed(parameter)) {
                    boolean counts = parameter.name().endsWith("channels");
                    row.add(parameter.values().get(counts ? left % parameter.size() : 0));
                    left = counts ? left / parameter.size() : left;
                }
            }
            row.add(String.format(Locale.ROOT, "%.2f", 1 + i / 100.0));
            rows.add(row);
        }
        return rows;
    }

    private Path write(String time, List<List<String>> rows, String separator) throws Exception {
        return Files.writeString(
                folder.resolve("times.csv"),
                String.join(separator, names) + separator + time + "\n"
                        + rows.stream()
                                .map(r -> String.join(separator, r) + "\n")
                                .collect(Collectors.joining()));
    }

    private LatencyTable read(Path file) {
        return LatencyTable.read(file, space, Optional.empty(), Optional.empty());
    }

    private void refused(Path file, String... because) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UserException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(because));
    }

    @Test
    void timesAreReadWithTheirUnit() throws Exception {
        LatencyTable plain = read(write("ms", rows(), ","));
        assertThat(plain.rows()).hasSize(40);
        assertThat(plain.column()).isEqualTo("ms");
        assertThat(plain.rows().get(3).milliseconds()).isCloseTo(1.03, within(1e-12));
        assertThat(read(write("latency_us", rows(), ",")).rows().get(3).milliseconds())
                .isCloseTo(0.00103, within(1e-12));
        assertThat(read(write("Latency (s)", rows(), ",")).rows().get(3).milliseconds())
                .isCloseTo(1030, within(1e-9));
        LatencyTable named =
                LatencyTable.read(write("pixel", rows(), ","), space, Optional.of("pixel"), Optional.of("ns"));
        assertThat(named.rows().get(3).milliseconds()).isCloseTo(1.03e-6, within(1e-15));
        List<List<String>> own = rows();
        own.forEach(r -> r.set(names.size(), r.get(names.size()) + " ms"));
        assertThat(LatencyTable.read(write("pixel", own, ","), space, Optional.of("pixel"), Optional.empty())
                        .rows())
                .isEqualTo(plain.rows());
    }

    @Test
    void spreadsheetsAndJsonSayTheSame() throws Exception {
        List<TimedCandidate> plain = read(write("ms", rows(), ",")).rows();
        List<List<String>> european = rows();
        european.forEach(r -> r.set(names.size(), r.get(names.size()).replace('.', ',')));
        assertThat(read(write("ms", european, ";")).rows()).isEqualTo(plain);
        Path file = write("ms", rows(), "\",\"");
        String quoted = Files.readString(file).lines().map(l -> '"' + l + '"').collect(Collectors.joining("\r\n"));
        assertThat(read(Files.writeString(file, "\uFEFF" + quoted)).rows()).isEqualTo(plain);
        List<List<String>> floats = rows();
        floats.forEach(r -> r.replaceAll(cell -> cell.matches("[0-9]+") ? cell + ".0" : cell));
        assertThat(read(write("ms", floats, "\t")).rows()).isEqualTo(plain);
        StringBuilder json = new StringBuilder("[");
        for (List<String> row : rows()) {
            json.append(json.length() > 1 ? ",\n" : "").append("{\"choices\": {");
            for (int i = 0; i < names.size(); i++) {
                json.append(i == 0 ? "" : ", ").append("\"%s\": %s".formatted(names.get(i), value(row.get(i))));
            }
            json.append("}, \"runs\": [1, 2], \"ms\": ")
                    .append(row.get(names.size()))
                    .append('}');
        }
        assertThat(read(Files.writeString(folder.resolve("times.json"), json + "]"))
                        .rows())
                .isEqualTo(plain);
    }

    private static String value(String cell) {
        return cell.matches("[0-9.]+") ? cell : '"' + cell + '"';
    }

    @Test
    void allFaultsAreSaidAtOnceAndEqualOnesOnce() throws Exception {
        List<List<String>> rows = rows();
        rows.get(1).set(0, "77");
        rows.get(4).set(0, "77");
        rows.get(2).set(names.size(), "-3");
        rows.get(3).set(names.size(), "fast");
        rows.get(5).set(names.size(), "NaN");
        rows.get(6).set(names.indexOf("stage1.channels"), "");
        rows.get(7).remove(0);
        refused(
                write("ms", rows, ","),
                "times.csv:3: \"" + names.get(0) + "\" has no value \"77\" (and 1 more times). Maybe ",
                "times.csv:4: \"ms\" must be a time above 0, not \"-3\"",
                "times.csv:5: \"ms\" must be a time, not \"fast\"",
                "times.csv:7: \"ms\" must be a time, not \"NaN\"",
                "times.csv:8: \"stage1.channels\" is empty",
                "times.csv:9: a row has " + names.size() + " cells, but the header " + (names.size() + 1));
        refused(
                write("weight", rows(), ","),
                "times.csv:1: no column's name ends in a unit of time",
                "--column weight");
        refused(
                Files.writeString(folder.resolve("two.csv"), "a_ms,b_us\n1,2\n"),
                "two.csv:1: columns of the space \"fbnetv3-small\" are missing: ",
                "several columns may hold the times: a_ms, b_us. Maybe --column a_ms.");
        assertThatThrownBy(() ->
                        LatencyTable.read(write("pixel", rows(), ","), space, Optional.of("pixel"), Optional.empty()))
                .hasMessageContaining(
                        "the unit of the column \"pixel\" is not known (and 39 more times). Maybe --unit ms.");
        refused(write("ms", rows().subList(0, 29), ","), "times of 29 different networks", "fewer than 30");
    }

    @Test
    void filesThatAreNoTablesAreRefused() throws Exception {
        refused(folder.resolve("none.csv"), "there is no such file");
        refused(Files.writeString(folder.resolve("e.csv"), "\n \n"), "the file is empty");
        refused(Files.writeString(folder.resolve("q.csv"), "a,ms\n\"b,1\n"), "q.csv:2: a quote is opened here");
        refused(Files.writeString(folder.resolve("o.json"), "{\"ms\": 1}"), "must be a list of objects");
        refused(Files.writeString(folder.resolve("b.json"), "[{\"ms\": 1},\n{]"), "b.json:2: this is no JSON");
        refused(
                Files.writeString(folder.resolve("n.json"), "[{\"ms\": 1},\n7, null]"),
                "n.json:2: this row is no object");
        refused(
                Files.writeString(folder.resolve("t.json"), "[{\"ms\": 1, \"a\": {\"ms\": 2}}]"),
                "t.json:1: \"ms\" stands in this row twice");
    }

    @Test
    void whatWasTimedTwiceIsAveragedAndItsSpreadSaid() throws Exception {
        List<List<String>> rows = rows();
        List<String> again = new ArrayList<>(rows.get(0));
        again.set(names.size(), "1.20");
        rows.add(again);
        List<String> untimed = new ArrayList<>(rows.get(1));
        untimed.set(names.size(), "");
        rows.add(untimed);
        LatencyTable table = read(write("ms", rows, ","));
        assertThat(table.rows()).hasSize(40);
        assertThat(table.rows().get(0).milliseconds()).isCloseTo(1.1, within(1e-12));
        assertThat(table.untimed()).isEqualTo(1);
        assertThat(table.repeated().candidates()).isEqualTo(1);
        assertThat(table.repeated().largestSpread()).isCloseTo(0.2 / 1.1, within(1e-12));
        assertThat(table.repeated().lines()).containsExactly(2, 42);
        assertThat(table.unused()).isEmpty();
    }

    /** Each quote looked at the whole cell before it, for minutes. */
    @Test
    @Timeout(60)
    void aCellOfQuotesIsReadAsAnyOther() throws Exception {
        Path file = folder.resolve("quotes.csv");
        Files.writeString(file, "ms,note\n1,x" + "\"".repeat(4_000_000) + "\n");
        refused(file, "columns of the space");
        Files.writeString(file, "ms,\"  \" \"a\"\"b\",  \"c\"\n");
        assertThat(CsvCells.read("f", Files.readString(file), new TableFaults("f"))
                        .columns())
                .containsExactly("ms", "a\"b", "c");
    }

    @Test
    void whatNoTableHasIsRefusedBeforeItTakesMemory() throws Exception {
        Path file = folder.resolve("wide.csv");
        refused(Files.writeString(file, "a,".repeat(20_000) + "ms\n"), "more than 10000 columns");
        refused(Files.writeString(file, "ms\n" + "1\n".repeat(1_000_002)), "more than 1000000 rows");
        refused(Files.writeString(file, "[" + "{},".repeat(1_000_002) + "{}]"), "more than 1000000 rows");
    }
}
