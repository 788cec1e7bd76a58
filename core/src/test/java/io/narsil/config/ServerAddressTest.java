package io.narsil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    private static ServerAddress parse(String text) {
        return ServerAddress.parse("study.yaml:3", text);
    }

    @Test
    void allPartsAreRead() {
        assertThat(parse("postgresql://anna@db.example.org:5433/narsil?sslmode=require&schema=x"))
                .isEqualTo(new ServerAddress(
                        "postgresql",
                        Optional.of("anna"),
                        "db.example.org",
                        5433,
                        "narsil",
                        Map.of("sslmode", "require", "schema", "x")));
        assertThat(parse("postgresql://host/narsil"))
                .isEqualTo(new ServerAddress("postgresql", Optional.empty(), "host", 0, "narsil", Map.of()));
        assertThat(parse("postgresql://a%40b@[::1]/my%20trials+more"))
                .isEqualTo(new ServerAddress("postgresql", Optional.of("a@b"), "[::1]", 0, "my trials+more", Map.of()));
    }

    /** However odd it is, it is neither kept nor shown. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://anna:s3cret@host/narsil",
                "postgresql://anna:s3cret@host:5432/narsil?sslmode=require",
                "postgresql://anna:s3c/ret@host/narsil",
                "postgresql://anna:s3c?ret@host/narsil",
                "postgresql://anna:s3c@ret@host/narsil",
                "postgresql://an@na:s3c@ret@host/narsil",
                "postgresql://anna:s3c#ret@host/narsil",
                "postgresql://anna:s3c\nret@host/narsil",
                "postgresql://:s3cret@host/narsil",
                "postgresql://host/narsil?user=anna&password=s3cret",
                "postgresql://host/narsil?PASSWORD=s3cret",
                "postgresql://host/narsil?sslpassword=s3cret"
            })
    void aPasswordIsRefusedAndNotShown(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("study.yaml:3: an address has no password in it")
                .hasMessageContaining("PGPASSWORD")
                .hasMessageContaining("~/.pgpass")
                .hasMessageNotContaining("s3c")
                .hasMessageNotContaining("ret@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://host",
                "postgresql://host/",
                "postgresql:///narsil",
                "postgresql://host:port/narsil",
                "postgresql://host:99999/narsil",
                "postgresql://host/narsil/more",
                "postgresql://one,two/narsil",
                "postgresql://ho st/narsil",
                "postgresql:host/narsil",
                ""
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is not the address of a database on a server")
                .hasMessageEndingWith("Maybe postgresql://USER@HOST:PORT/DATABASE.");
    }

    @Test
    void settingsHaveNamesAndValues() {
        assertThatThrownBy(() -> parse("postgresql://host/narsil?sslmode"))
                .hasMessageContaining("\"sslmode\" is no setting of an address");
        assertThatThrownBy(() -> parse("postgresql://host/na%zzrsil")).hasMessageContaining("has a %");
    }

    @Test
    void aSettingIsAdded() {
        assertThat(ServerAddress.with("p://h/d", "schema", "x")).isEqualTo("p://h/d?schema=x");
        assertThat(ServerAddress.with("p://h/d?a=b", "schema", "x")).isEqualTo("p://h/d?a=b&schema=x");
    }
}
