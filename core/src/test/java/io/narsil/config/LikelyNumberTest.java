package io.narsil.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was likely meant by a number that may not stand where it does. */
class LikelyNumberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80%|0.25|1|0.8",
                "80 %|0.25|1|0.8",
                "12,5%|0|1|0.125",
                "80|0.25|1|0.8",
                "0,8|0.25|1|0.8",
                "1.5|0|1|1",
                "-1|0|1|0",
                "0.1|0.25|1|0.25",
                "20%|0.25|1|0.25",
                "0.5x|0|1|0.5"
            })
    void sharesAreFoundInPercentAndAtTheNearestEnd(String written, double least, double most, String meant) {
        assertThat(LikelyNumber.hint(written, new NumberRange(least, most, false)))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2.5|1|1000|3", "0|1|1000|1", "5000|1|1000|1000", "5 epochs|1|1000|5", "0.2|1|9|1", "50%|1|1000|50"
            })
    void wholeNumbersAreTheNearest(String written, double least, double most, String meant) {
        assertThat(LikelyNumber.hint(written, new NumberRange(least, most, true)))
                .isEqualTo(meant);
    }

    /** Nobody writes 0.999999 for 1, or a billionth for 0. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "many", "", "1e99x", "--1", "%"})
    void nothingIsAdvisedThatNobodyMeant(String written) {
        assertThat(LikelyNumber.hint(written, new NumberRange(1e-9, 0.999999, false)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1h,60",
        "1 hour,60",
        "90min,90",
        "90 m,90",
        "1.5h,90",
        "'1,5 h',90",
        "1h30,90",
        "1h 30min,90",
        "1:30,90",
        "0:45,45",
        "1:00:00,60",
        "30s,1",
        "2 days,2880"
    })
    void longTimesAreMinutes(String written, long minutes) {
        assertThat(Durations.minutes(written)).hasValue(minutes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "long", "90", "0h", "1x", "-1h", "1h1h"})
    void whatIsNoLongTimeIsNone(String written) {
        assertThat(Durations.minutes(written)).isEmpty();
    }

    @Test
    void switchesAreMeantByManyWords() {
        for (String on : new String[] {"True", "YES", "1", "y", "ture"}) {
            assertThat(Switches.hint(on)).as(on).isEqualTo("\"on\"");
        }
        for (String off : new String[] {"False", "Off", "0", "n", "none", "flase"}) {
            assertThat(Switches.hint(off)).as(off).isEqualTo("\"off\"");
        }
        assertThat(Switches.hint("maybe")).isEmpty();
        assertThat(Switches.hint("x")).isEmpty();
    }
}
