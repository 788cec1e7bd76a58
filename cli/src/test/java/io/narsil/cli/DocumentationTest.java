package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the Javadoc of all modules: the text of a {@code @param} says what the value is, so it begins with a noun. */
class DocumentationTest {
    private static final Path MODULES = Path.of("..");

    /** Prepositions, conjunctions, pronouns, verbs and the like: a noun phrase begins with none of them. */
    private static final Set<String> NO_NOUNS = Set.of(
            "a",
            "about",
            "above",
            "after",
            "all",
            "an",
            "and",
            "any",
            "as",
            "at",
            "before",
            "below",
            "between",
            "both",
            "by",
            "each",
            "either",
            "every",
            "everything",
            "false",
            "finds",
            "for",
            "from",
            "gives",
            "how",
            "if",
            "in",
            "inside",
            "into",
            "is",
            "it",
            "its",
            "makes",
            "most",
            "nothing",
            "of",
            "on",
            "one",
            "or",
            "over",
            "so",
            "some",
            "such",
            "tells",
            "that",
            "the",
            "their",
            "them",
            "these",
            "they",
            "this",
            "those",
            "through",
            "to",
            "told",
            "true",
            "under",
            "until",
            "what",
            "when",
            "where",
            "whether",
            "which",
            "while",
            "who",
            "whose",
            "why",
            "with",
            "without");

    private static final Pattern TAG = Pattern.compile("@param\\s+(\\S+)[\\s*]+(\\S+)");

    @Test
    void textsOfParametersBeginWithANoun() throws IOException {
        List<String> wrong = new ArrayList<>();
        int tags = 0;
        for (Path file : sources()) {
            String source = Files.readString(file);
            Matcher tag = TAG.matcher(source);
            while (tag.find()) {
                tags++;
                if (!isNoun(tag.group(2))) {
                    long line = source.substring(0, tag.start()).lines().count();
                    wrong.add(file + ":" + line + ": " + tag.group(1) + " " + tag.group(2));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tags).as("texts that were read").isGreaterThan(100);
    }

    @Test
    void knowsWhatIsNoNoun() {
        assertThat(List.of("number", "EMA", "name,", "8-bit")).allMatch(DocumentationTest::isNoun);
        assertThat(List.of("whether", "of", "The", "that,", "3", "(image,", "*/"))
                .noneMatch(DocumentationTest::isNoun);
    }

    private static boolean isNoun(String first) {
        String word = first.replaceAll("\\W+$", "").toLowerCase(Locale.ROOT);
        return word.matches("\\w+([-'.]\\w+)*") && !word.matches("\\d+") && !NO_NOUNS.contains(word);
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(MODULES)) {
            for (Path module :
                    modules.filter(DocumentationTest::hasSources).sorted().toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                    files.filter(f -> f.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static boolean hasSources(Path module) {
        return Files.isDirectory(module.resolve("src/main/java"));
    }
}
