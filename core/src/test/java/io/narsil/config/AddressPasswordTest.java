package io.narsil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPasswordTest {
    /** However the address is mistyped. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://anna:s3cret@db/n",
                "jdbc:postgresql://anna:s3cret@db/n",
                "anna:s3cret@db/narsil",
                "postgresql:/anna:s3cret@db/n",
                "postgresql:///anna:s3cret@db/n",
                "postgresql:anna:s3cret@db/n",
                "//anna:s3cret@db/n",
                "postgresql//anna:s3cret@db/n",
                "postgresql://anna%3As3cret@db/n",
                "anna%3as3cret@db/n",
                "/anna:s3cret@db/n",
                "sqlite:anna:s3cret@db/n",
                "sqlite://anna:s3cret@db/n",
                "file://anna:s3cret@db/n",
                "postgresql:// anna:s3c ret@db/n",
                "a:s3c/r@e:t@db/n",
                "anna:s3c\nret@db/n",
                "postgresql://db/n?Password=s3cret&sslmode=require",
                "host=db user=anna password = s3cret",
                "jdbc:sqlserver://db;pwd=s3cret"
            })
    void aPasswordIsRefusedAndHidden(String address) {
        assertThatThrownBy(() -> AddressPassword.refuse("here", address))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("here: an address has no password in it")
                .hasMessageNotContaining("s3c");
        assertThat(AddressPassword.shown(address)).doesNotContain("s3c", "ret@").contains("...");
    }

    /** What is refused for other reasons. */
    @ParameterizedTest
    @CsvSource({
        "postgresql://anna:s3cret/n, postgresql://anna:...",
        "postgresql://anna:s3cret%40db/n, postgresql://...%40db/n",
        "anna/s3cret@db/n, ...@db/n",
        "postgresql://anna@s3cret@db/n, postgresql://...@db/n",
    })
    void whatMayBeOneIsHidden(String address, String shown) {
        assertThat(AddressPassword.shown(address)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://anna@db.example.org:5432/narsil?sslmode=require&schema=x",
                "postgresql://a%40b@[::1]:5432/n",
                "postgresql://[::1]/n",
                "postgresql://db/n",
                "jdbc:postgresql://anna@db/n",
                "sqlite:/home/anna@work/12:30@home.db",
                "sqlite:C:\\anna@work\\a.db",
                "sqlite:runs/a@b.db",
                "file:///home/anna@work/a.db",
                "/home/anna@work/a.db",
                "C:\\anna@work\\a.db",
                "study@home.db",
                "memory:",
                ""
            })
    void whatHasNoneIsShownWhole(String address) {
        assertThatCode(() -> AddressPassword.refuse("here", address)).doesNotThrowAnyException();
        assertThat(AddressPassword.shown(address)).isEqualTo(address);
    }
}
