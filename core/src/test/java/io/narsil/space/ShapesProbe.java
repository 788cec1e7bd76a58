package io.narsil.space;
import io.narsil.network.NetworkFile;
import java.nio.file.*;
import org.junit.jupiter.api.Test;
class ShapesProbe {
    @Test
    void print() throws Exception {
        InputSpec in = new InputSpec(1, 28, 10);
        for (SearchSpace s : Shapes.of(28, t -> t)) {
            StageCosts costs = new StageCosts(s, in);
            for (long limit : new long[] {600_000, 1_000_000, 2_500_000, 6_000_000, 20_000_000}) {
                int best = -1;
                for (int i = 0; i < s.parameters().get(1).size(); i++) {
                    if (costs.of(s.candidate(new int[] {0, i})).macs() <= limit && (best < 0 || costs.of(s.candidate(new int[] {0, i})).macs() > costs.of(s.candidate(new int[] {0, best})).macs())) best = i;
                }
                Candidate c = s.candidate(new int[] {0, best});
                Files.writeString(Path.of("/tmp/w/handx/" + s.name() + "-" + limit / 1000 + "k.yaml"), NetworkFile.write(s.network(c, in)));
                System.out.println(s.name() + " " + limit + " size " + (best + 1) + " " + costs.of(c).macs() + " " + costs.of(c).params());
            }
        }
    }
}
