package io.narsil.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.data.DataSourceContract;
import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sources of another package are found by their lines in {@code META-INF/services} and keep the contract. */
class OutsideSourcesTest {
    @Nested
    class File extends DataSourceContract {
        @Override
        protected DataSpec images(Path images) throws Exception {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                byte[] pixels = new byte[16];
                pixels[i % 16] = (byte) (i + 1);
                lines.append(i % 2 == 0 ? 'a' : 'b')
                        .append(HexFormat.of().formatHex(pixels))
                        .append('\n');
            }
            Path file = Files.writeString(images.resolve("some.stripes"), lines.toString());
            return DataSpec.of(file.toString(), Optional.empty());
        }
    }

    @Nested
    class Set extends DataSourceContract {
        @Override
        protected DataSpec images(Path images) {
            return DataSpec.of("numbers", Optional.empty());
        }
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearestOfAllThatAreRegistered() {
        assertThat(DataSources.BUILT_IN).contains("fashion", "numbers", "more-numbers");
        assertThatThrownBy(() -> DataSources.of(DataSpec.builtIn("nubmers"), "study.yaml:2"))
                .isInstanceOf(UserException.class)
                .hasMessage("study.yaml:2: there are no built-in images \"nubmers\". Maybe \"numbers\".");
        assertThatThrownBy(() -> DataSources.of(DataSpec.of("nubmers", Optional.empty()), "--data"))
                .isInstanceOf(UserException.class)
                .hasMessage("--data: there is no folder nubmers. Maybe \"numbers\".");
    }
}
