package io.narsil.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassesTextTest {
    @Test
    void fewClassesAreListedAndManyAreNot() {
        assertThat(ClassesText.of(Map.of("cat", 600, "dog", 600))).isEqualTo("600 images of each");
        assertThat(ClassesText.of(Map.of("cat", 600, "dog", 1200))).isEqualTo("dog 1,200, cat 600");
        Map<String, Integer> many = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            many.put("c" + i, 100 + i);
        }
        assertThat(ClassesText.of(many)).isEqualTo("from \"c0\" 100 to \"c99\" 199");
        assertThat(ClassesText.objects(Map.of("1", 12, "2", 7))).isEqualTo("\"1\" 12, \"2\" 7");
    }

    @Test
    void whereOneClassIsMostOfAllThatIsSaid() {
        assertThat(ClassesText.of(Map.of("cat", 600, "dog", 6)))
                .startsWith("cat 600, dog 6; whoever always says \"cat\" is right for 99 %");
        assertThat(ClassesText.of(Map.of("cat", 60, "dog", 6))).isEqualTo("cat 60, dog 6");
    }
}
