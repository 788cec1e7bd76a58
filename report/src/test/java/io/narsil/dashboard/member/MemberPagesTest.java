package io.narsil.dashboard.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.dashboard.run.RunSource;
import io.narsil.dashboard.run.WatchedRun;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page of a member shows where there is nothing to be shown. */
class MemberPagesTest {
    /** A run on a server, where nobody searches. */
    private static final class Idle implements RunSource {
        @Override
        public void look() {
            // Nothing changes.
        }

        @Override
        public boolean running() {
            return false;
        }

        @Override
        public boolean finished() {
            return false;
        }

        @Override
        public String state() {
            return "idle";
        }

        @Override
        public Double read() {
            return null;
        }

        @Override
        public List<String> faults() {
            return List.of();
        }

        @Override
        public String kept() {
            return "postgresql://anna@db/narsil";
        }

        @Override
        public Map<String, String> candidate(int trial) {
            return Map.of();
        }
    }

    @Test
    void ofARunOnAServerTheFolderIsNotHere() {
        WatchedRun run = WatchedRun.elsewhere("db/narsil/tiny", new Idle());
        String json = new MemberPages().member(run, "small").orElseThrow().json();
        assertThat(json).contains("\"finished\":false", "The folder of this run is not here");
        assertThat(new MemberPages().found(run, "small").orElseThrow().json()).isEqualTo(json);
    }

    @Test
    void aPageIsMeasuredInBytes() {
        String letters = "\u00e9".repeat(3 << 20);
        Shown shown = Shown.of(new LinkedHashMap<>(Map.of("a", letters)), List.of(), List.of(), "");
        assertThat(shown.json())
                .contains("There is more to show than fits on a page")
                .hasSizeLessThan(1_000);
        Shown fits = Shown.of(new LinkedHashMap<>(Map.of("a", letters.substring(2 << 20))), List.of(), List.of(), "");
        assertThat(fits.json()).hasSizeGreaterThan(1 << 20);
        assertThat(fits.bytes()).hasSizeLessThanOrEqualTo(4 << 20);
        assertThat(new String(fits.bytes(), StandardCharsets.UTF_8)).isEqualTo(fits.json());
    }
}
