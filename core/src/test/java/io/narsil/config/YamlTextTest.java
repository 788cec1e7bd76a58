package io.narsil.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b", "a #b", "#", ":", "-", "- a", "-1", "yes", "No", "null", "~", "1e3", ".nan", "0x1f", "true", "",
                " a ", "it's", "\"quoted\"", "back\\slash", "\\u0041", "{a}", "[a, b]", "a, b", "&a", "*a", "!a", "%a", "@a",
                "`a`", "|", ">", "?", "---", "...", "tab\there", "two\nlines", "Wörter", "日本", "😀", "\u2028", "\u0085",
                "\ufeff", "\u007f", "\u0000", "fbnetv3-small", "spaces/mine.yaml"
            })
    void whateverIsWrittenIsReadAgain(String text) {
        for (String written : new String[] {YamlText.scalar(text), YamlText.quoted(text)}) {
            String yaml = "value: " + written + "\nrow: {key: " + written + ", after: 1}\n" + written + ": key\n";
            Problems problems = new Problems();
            ConfigNode root = ConfigFile.parse("test", yaml, problems);
            assertThat(root.at("value").text()).contains(text);
            assertThat(root.at("row").at("key").text()).contains(text);
            assertThat(root.at("row").at("after").text()).contains("1");
            assertThat(root.at(text).text()).contains("key");
            root.closed();
            problems.throwIfAny();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fashion", "fbnetv3-small", "stage1", "my_space.yaml", "spaces/mine.yaml"})
    void plainWordsStayPlain(String text) {
        assertThat(YamlText.scalar(text)).isEqualTo(text);
    }
}
