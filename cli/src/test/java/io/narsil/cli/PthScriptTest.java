package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.narsil.tensors.Safetensors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tools/pth_to_safetensors.py} reads nothing that a file has not; {@code -Dnarsil.python} names a Python. */
class PthScriptTest {
    /** Two tensors of one storage of four numbers, the first of which says that it has as many as the argument says. */
    private static final String MAKE = """
            import struct, sys, zipfile
            def text(x):
                return b"X" + struct.pack("<I", len(x)) + x
            def whole(n):
                return b"J" + struct.pack("<i", n)
            def tensor(count):
                kind = b"ctorch\\nFloatStorage\\n"
                storage = b"(" + text(b"storage") + kind + text(b"0") + text(b"cpu") + whole(count) + b"tQ"
                return (b"ctorch._utils\\n_rebuild_tensor_v2\\n(" + storage + whole(0)
                    + b"(" + whole(count) + b"t(" + whole(1) + b"t\\x89)tR")
            with zipfile.ZipFile(sys.argv[1], "w") as file:
                first, second = tensor(int(sys.argv[2])), tensor(4)
                file.writestr("x/data.pkl", b"\\x80\\x02}(" + text(b"a") + first + text(b"b") + second + b"u.")
                file.writestr("x/data/0", struct.pack("<4f", 1, 2, 3, 4))
            """;

    private final String python = System.getProperty("narsil.python", "python3");

    @TempDir
    private Path folder;

    private void needNumpy() throws Exception {
        assumeTrue(Programs.run(List.of(python, "-c", "import numpy")).isEmpty(), "no Python with numpy");
    }

    private String convert(int numbers) throws Exception {
        needNumpy();
        String file = folder.resolve("weights.pth").toString();
        assertThat(Programs.run(List.of(python, "-c", MAKE, file, Integer.toString(numbers))))
                .isEmpty();
        String target = folder.resolve("weights.safetensors").toString();
        return Programs.run(List.of(python, "../tools/pth_to_safetensors.py", file, target));
    }

    @Test
    void tensorsMayShareAStorage() throws Exception {
        assertThat(convert(4)).contains("2 tensors, 8 numbers written");
        Path target = folder.resolve("weights.safetensors");
        for (String name : List.of("a", "b")) {
            assertThat(Safetensors.read(target).need(name, target).floats()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void aStorageIsNotLargerForOneThanForAnother() throws Exception {
        assertThat(convert(1_000_000))
                .contains("not converted: its storage 0 has 1000000 numbers in one place and 4 in another");
        assertThat(folder.resolve("weights.safetensors")).doesNotExist();
    }

    /** A mistake in the command is a line, and no trace of a program. */
    @Test
    void whatCannotBeReadOrWrittenIsSaidInALine() throws Exception {
        assertThat(convert(4)).contains("2 tensors");
        String script = "../tools/pth_to_safetensors.py";
        String file = folder.resolve("weights.pth").toString();
        String nowhere = folder.resolve("none/weights").toString();
        assertThat(Programs.run(List.of(python, script, nowhere, file)))
                .startsWith(nowhere + ": not read: ")
                .hasLineCount(1);
        assertThat(Programs.run(List.of(python, script, file, nowhere)))
                .startsWith(nowhere + ": not written: ")
                .hasLineCount(1);
        assertThat(Programs.run(List.of(python, script, file, file + ".out", "source")))
                .startsWith("source: this is no key=value")
                .hasLineCount(1);
    }
}
