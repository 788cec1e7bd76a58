package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShutdownHookTest {
    @Test
    void theProgramKnowsItUntilItIsClosed() {
        ShutdownHook hook = new ShutdownHook(() -> {});
        assertThat(Runtime.getRuntime().removeShutdownHook(hook.thread())).isTrue();
        Runtime.getRuntime().addShutdownHook(hook.thread());
        hook.close();
        assertThat(Runtime.getRuntime().removeShutdownHook(hook.thread())).isFalse();
        hook.close();
    }

    /** In a program of its own: whether the action is run when that ends. */
    @ParameterizedTest
    @CsvSource({"open,done", "closed,''", "exits within,done"})
    void itsActionIsRunWhereItIsOpenAtTheEnd(String how, String said) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java, "-cp", System.getProperty("java.class.path"), ShutdownHookTest.class.getName(), how))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).isEqualTo(said);
        assertThat(process.waitFor()).isZero();
    }

    public static void main(String[] arguments) {
        ShutdownHook hook = new ShutdownHook(() -> System.out.print("done"));
        if (arguments[0].equals("closed")) {
            hook.close();
        } else if (arguments[0].equals("exits within")) {
            // The hook is taken back by another one: too late, and no fault.
            Runtime.getRuntime().addShutdownHook(new Thread(hook::close));
            System.exit(0);
        }
    }
}
