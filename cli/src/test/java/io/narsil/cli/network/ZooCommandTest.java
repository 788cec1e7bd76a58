package io.narsil.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ZooCommandTest {
    @Test
    void aPublishedNetworkIsPrintedAsAFileThatReadsAsItself() {
        for (String name : Zoo.names()) {
            StringWriter out = new StringWriter();
            CommandLine line = new CommandLine(new ZooCommand()).setOut(new PrintWriter(out));
            assertThat(line.execute(name)).isZero();
            assertThat(NetworkFile.parse(name, out.toString())).isEqualTo(Zoo.get(name));
        }
    }
}
