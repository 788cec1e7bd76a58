package io.narsil.device;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.onnx.Untrained;
import io.narsil.random.Seeds;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes candidates for a user to time in his own way: a table without times, and the networks as ONNX files if wanted. */
public final class DeviceCandidates {
    private DeviceCandidates() {}

    /**
     * Writes as many candidates of each size, from the smallest to the largest.
     *
     * @param table CSV file that is written, whose column "ms" is empty
     * @param folder folder for the networks' ONNX files, with random weights; nothing for none
     * @return number of candidates, which is smaller where the space has no more
     */
    public static int write(Path table, Optional<Path> folder, Problem problem, int number) {
        if (Files.exists(table)) {
            throw new UserException(
                    table.toString(), "this file exists, and may hold times", "give the table another name with --out");
        }
        List<DevicePlan.Planned> all =
                DevicePlan.of(problem, number, 0, new Seeds(0)).training();
        List<Integer> columns = problem.space().parameters().stream()
                .filter(p -> p.group() == Parameter.Group.ARCHITECTURE && p.size() > 1)
                .map(p -> problem.space().parameters().indexOf(p))
                .toList();
        StringBuilder text = new StringBuilder("network,");
        columns.forEach(
                c -> text.append(problem.space().parameters().get(c).name()).append(','));
        text.append("ms\n");
        for (int i = 0; i < all.size(); i++) {
            String name = String.format(Locale.ROOT, "network-%04d", i + 1);
            DevicePlan.Planned planned = all.get(i);
            text.append(name)
                    .append(columns.stream()
                            .map(c -> problem.space()
                                    .parameters()
                                    .get(c)
                                    .values()
                                    .get(planned.candidate().gene(c)))
                            .collect(Collectors.joining(",", ",", ",\n")));
            folder.ifPresent(f -> {
                byte[] onnx = Untrained.onnx(planned.whole());
                WholeFile.write(f.resolve(name + ".onnx"), out -> out.write(onnx));
            });
        }
        WholeFile.write(table, text.toString());
        return all.size();
    }
}
