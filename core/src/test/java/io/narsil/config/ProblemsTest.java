package io.narsil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Faults in the order in which they are read, and what is advised so that nothing else breaks. */
class ProblemsTest {
    private final Problems problems = new Problems();

    private String said() {
        try {
            problems.throwIfAny();
            return "";
        } catch (UserException e) {
            return e.getMessage();
        }
    }

    @Test
    void faultsStandInTheOrderOfTheirLinesFileByFile() {
        ConfigNode root = ConfigFile.parse("f.yaml", "a: 1\nb: 2\n\n\n\n\n\n\n\nc: 3\n", problems);
        root.at("c").fault("third", "");
        problems.add("other.yaml:1", "of another file", "");
        root.at("b").fault("second", "");
        problems.add("f.yaml", "of all of it", "");
        root.at("a").fault("first", "");
        root.at("a").fault("first, too", "");
        assertThat(said().lines())
                .containsExactly(
                        "f.yaml: of all of it.",
                        "f.yaml:1: first.",
                        "f.yaml:1: first, too.",
                        "f.yaml:2: second.",
                        "f.yaml:10: third.",
                        "other.yaml:1: of another file.");
    }

    @Test
    void equalFaultsAreCountedAndAValueThatIsReadTwiceIsOne() {
        ConfigNode root = ConfigFile.parse("f.yaml", "sizes: [x, x, y, x]\nrounds: many\n", problems);
        root.at("sizes").items().forEach(item -> item.integer(1, 1, 9));
        root.at("rounds").integer(1, 1, 9);
        root.at("rounds").integer(1, 1, 9);
        assertThat(said().lines())
                .containsExactly(
                        "f.yaml:1: \"sizes\" must be a whole number from 1 to 9, not \"x\" (3 times).",
                        "f.yaml:1: \"sizes\" must be a whole number from 1 to 9, not \"y\".",
                        "f.yaml:2: \"rounds\" must be a whole number from 1 to 9, not \"many\".");
    }

    @Test
    void whatIsWrongElsewhereIsNamedWhereItIsReferredTo() {
        ConfigNode root = ConfigFile.parse("f.yaml", "a: 1\ninit: there\n", problems);
        root.at("init").problem(new Fault("there/weights", "there is no such file", "another"));
        root.at("init").problem(new Fault("there/net.yaml:7", "this is no network", ""));
        root.at("init").problem(new Fault("", "this is nothing", ""));
        assertThat(said().lines())
                .containsExactly(
                        "f.yaml:2: there/weights: there is no such file. Maybe another.",
                        "f.yaml:2: this is nothing.",
                        "there/net.yaml:7: this is no network.");
    }

    /** Whoever does what is advised removes nothing else, and leaves nothing over. */
    @Test
    void aLineIsRemovedWhereNothingElseStandsOnItAndAKeyOtherwise() {
        ConfigNode root = ConfigFile.parse("f.yaml", """
                seed: 1
                recipe: {a: 1, b: 2}
                deep:
                  one: 1
                  two: {three: 3}
                  list: [1,
                    2]
                """, problems);
        assertThat(root.at("seed").removal()).isEqualTo("remove this line");
        assertThat(root.at("recipe").removal()).isEqualTo("remove this line");
        assertThat(root.at("recipe").at("b").removal()).isEqualTo("remove \"b\"");
        assertThat(root.at("deep").removal()).isEqualTo("remove \"deep\"");
        assertThat(root.at("deep").at("one").removal()).isEqualTo("remove this line");
        assertThat(root.at("deep").at("two").at("three").removal()).isEqualTo("remove \"three\"");
        assertThat(root.at("deep").at("list").removal()).isEqualTo("remove \"list\"");
    }

    @Test
    void whatIsFoundIsQuoted() {
        ConfigNode root = ConfigFile.parse("f.yaml", "a: [1, [2], {b: 3}]\nb: 0.20\nc: x\nd: {e: 1}\n", problems);
        assertThat(root.at("a").said()).isEqualTo("a: [1, a list, a mapping]");
        assertThat(root.at("b").said()).isEqualTo("b: 0.20");
        root.at("a").text();
        root.at("c").entries();
        root.at("d").bool(true);
        assertThat(said().lines())
                .containsExactly(
                        "f.yaml:1: \"a\" must be a single value, not [1, a list, a mapping].",
                        "f.yaml:3: \"c\" must be a mapping (\"key: value\" lines), not x.",
                        "f.yaml:4: \"d\" must be a single value, not a mapping.");
    }

    @Test
    void ofManyFaultsTheFirstLinesAreShown() {
        for (int line = 60; line > 0; line--) {
            problems.add("f.yaml:" + line, "no", "");
        }
        assertThatThrownBy(problems::throwIfAny)
                .hasMessageStartingWith("f.yaml:1: no.")
                .hasMessageEndingWith("and 10 more problems.");
    }
}
