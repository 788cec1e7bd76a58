package io.narsil.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.cli.TinyNetwork;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the README run, are as short as it says, and stand there as they are. */
class ExamplesTest {
    private static String printed(Runnable program) {
        PrintStream screen = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(screen);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSearchWithAnEvaluatorOfOnesOwn() {
        String text = printed(() -> OwnSearch.main(new String[0]));
        assertThat(text.lines()).hasSize(2);
        assertThat(text).contains("1.00M multiply-adds: ", "4.00M multiply-adds and 200.0k parameters: ");
    }

    @Test
    void aMemberClassifiesAnImage(@TempDir Path folder) throws Exception {
        TinyNetwork.write(folder);
        String text = printed(() -> Classify.main(new String[] {
            folder.resolve("model.onnx").toString(), folder.resolve("image.png").toString()
        }));
        assertThat(text.lines()).hasSize(2).allMatch(line -> line.matches("(lying|standing) [01][.,]\\d{3}"));
    }

    @Test
    void theReadmeShowsThem() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        for (String name : List.of("OwnSearch", "Classify")) {
            String program = Files.readString(Path.of("src/test/java/io/narsil/examples/" + name + ".java"));
            String shown = program.substring(program.indexOf("import "));
            assertThat(shown.lines().filter(l -> !l.isBlank()).count()).as(name).isLessThanOrEqualTo(30);
            assertThat(readme).contains(shown);
        }
    }
}
