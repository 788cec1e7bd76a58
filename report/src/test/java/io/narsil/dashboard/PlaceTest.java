package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    @Test
    void withoutAHostOnlyThisMachineIsServed() {
        Place here = Place.here();
        assertThat(here.address().isLoopbackAddress()).isTrue();
        assertThat(here.token()).isEmpty();
        assertThat(here.url(8731)).isEqualTo("http://127.0.0.1:8731/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:8731", "LOCALHOST:9000", "127.0.0.1:8731", "[::1]:8731", "localhost.:1"})
    void thisMachineHasTheseNames(String host) {
        assertThat(Place.here().knows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "evil.example", "evil.example:8731", "localhost.evil.example", "127.0.0.1.evil.example:8731",
                "evil.example:localhost", "localhost:8731.evil.example", "[::1].evil.example", "10.0.0.1", "[::2]:8731"
            })
    void anyOtherNameIsNone(String host) {
        assertThat(Place.here().knows(host)).isFalse();
    }

    @Test
    void othersNeedATokenThatIsDrawnAnew() {
        Place all = Place.at("0.0.0.0");
        assertThat(all.token()).hasSizeGreaterThan(30).matches("[A-Za-z0-9_-]+");
        assertThat(Place.at("0.0.0.0").token()).isNotEqualTo(all.token());
        assertThat(all.url(1)).endsWith(":1/?token=" + all.token());
        assertThat(all.knows("localhost:1")).isTrue();
        assertThat(all.knows("evil.example:1")).isFalse();
        assertThat(Place.at("127.0.0.1").token()).isEmpty();
        assertThat(Place.at("::1").url(8731)).isEqualTo("http://[::1]:8731/");
    }

    @Test
    void aHostThatIsNoneIsSaid() {
        assertThatThrownBy(() -> Place.at("[::x]"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--host: there is no host \"[::x]\". Maybe an address of this machine");
    }
}
