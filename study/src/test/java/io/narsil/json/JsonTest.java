package io.narsil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    record Part(String name, @MayBeNull Double limit) {}

    record Whole(String title, int count, List<Part> parts, Map<String, List<Double>> times) {}

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() {
        Whole value = new Whole("t", 1, List.of(new Part("p", null)), Map.of("a", List.of(0.5)));
        Path file = folder.resolve("value.json");
        Json.write(file, value);
        assertThat(Json.complete(file, Whole.class)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":null,\"count\":1,\"parts\":[],\"times\":{}}|\"title\" is missing or null",
                "{\"count\":1,\"parts\":[],\"times\":{}}|\"title\" is missing or null",
                "{\"title\":\"t\",\"count\":null,\"parts\":[],\"times\":{}}|\"count\": it must be a whole number, and is missing or null",
                "{\"title\":\"t\",\"count\":\"many\",\"parts\":[],\"times\":{}}|\"count\": it must be a whole number, not \"many\"",
                "{\"title\":[],\"count\":1,\"parts\":[],\"times\":{}}|\"title\": it must be a text",
                "{\"title\":\"t\",\"count\":1,\"parts\":{},\"times\":{}}|\"parts\": it must be a list",
                "{\"title\":\"t\",\"count\":1,\"parts\":[1],\"times\":{}}|\"parts[0]\": it must be an object",
                "{\"title\":\"t\",\"count\":1,\"parts\":[],\"times\":{},\"x\":1}|\"x\": the key \"x\" is not known",
                "''|line 1: the file is empty",
                "{\"title\":\"t\",\"count\":1,\"parts\":[null],\"times\":{}}|\"parts[0]\" is missing or null",
                "{\"title\":\"t\",\"count\":1,\"parts\":[{}],\"times\":{}}|\"parts[0].name\" is missing or null",
                "{\"title\":\"t\",\"count\":1,\"parts\":[],\"times\":{\"a\":[null]}}|\"times.a[0]\" is missing or null",
                "{\"title\":\"t\",\"count\":1,\"parts\":3,\"times\":{}}|line 1: \"parts\": ",
                "{\"title\":\"t\",\"count\":1e400,\"parts\":[],\"times\":{}}|count",
                "{\"title\":\"t\",\"title\":\"u\",\"count\":1,\"parts\":[],\"times\":{}}|Duplicate field 'title'",
                "{\"title\":\"t\",\"count\":1,\"parts\":[],\"times\":{}} {}|line 1: ",
                "null|it holds no value",
                "[]|line 1: it must be an object",
                "{|line 1: "
            })
    void whatIsNotDueIsNamed(String text, String reason) throws Exception {
        refused(text, reason);
    }

    @Test
    void deepAndHugeTextsAreRefused() throws Exception {
        refused("[".repeat(100_000), "line 1: ");
        refused("{\"count\":" + "9".repeat(5_000) + "}", "line 1: ");
        refused("{\"title\":" + "{\"a\":".repeat(5_000), "line 1: ");
    }

    private void refused(String text, String reason) throws Exception {
        Path file = Files.writeString(folder.resolve("foreign.json"), text);
        assertThatThrownBy(() -> Json.complete(file, Whole.class))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("foreign.json: the file is damaged: ")
                .hasMessageContaining(reason)
                .hasMessageNotContainingAny("\n", "io.narsil", "java.", "Deserialization");
    }
}
