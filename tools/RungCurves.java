import io.narsil.predictor.FinalScores;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * What rungs and expected final scores are worth on published learning curves; the figures of docs/spaces.md, "Rungs".
 *
 * <p>{@code java -cp 'cli/target/*:cli/target/lib/*' tools/RungCurves.java curves.csv lr,momentum,batch,dropout}, where the CSV has
 * these columns and {@code epoch_1}, {@code epoch_2} and so on, with accuracies.
 */
class RungCurves {
    private static final int DRAWS = 60;
    private static final int CANDIDATES = 48;
    private static final int[][] RUNGS = {{1, 3, 9, 27}, {3, 9, 27}};

    private final List<FinalScores.Curve> curves = new ArrayList<>();
    private final int length;

    RungCurves(Path file, List<String> settings) throws Exception {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.get(0).split(",", -1));
        List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        int first = header.indexOf("epoch_1");
        length = (int) header.stream().filter(c -> c.startsWith("epoch_")).count();
        StringBuilder yaml = new StringBuilder("narsil: space/1\nname: curves\nparameters:\n");
        for (String setting : settings) {
            TreeSet<BigDecimal> values = new TreeSet<>();
            rows.forEach(row -> values.add(value(row[header.indexOf(setting)])));
            yaml.append("  ").append(setting).append(": {values: [");
            yaml.append(values.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(", ")));
            yaml.append("]}\n");
        }
        SearchSpace space = SpaceFile.parse("curves", yaml.toString());
        for (String[] row : rows) {
            Map<String, String> values = new LinkedHashMap<>();
            settings.forEach(s -> values.put(s, value(row[header.indexOf(s)]).toPlainString()));
            List<Double> scores = Arrays.stream(row, first, first + length)
                    .map(Double::parseDouble)
                    .toList();
            curves.add(new FinalScores.Curve(space.candidate(values), scores));
        }
    }

    private static BigDecimal value(String cell) {
        BigDecimal value = cell.isEmpty() ? BigDecimal.ZERO : new BigDecimal(cell).round(new MathContext(12));
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    private static double last(FinalScores.Curve curve) {
        return curve.scores().get(curve.scores().size() - 1);
    }

    private static FinalScores.Curve cut(FinalScores.Curve curve, int epochs) {
        return new FinalScores.Curve(curve.candidate(), curve.scores().subList(0, epochs));
    }

    private List<FinalScores.Curve> shuffled(int seed) {
        List<FinalScores.Curve> shuffled = new ArrayList<>(curves);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    /** Rank correlations with the end within the better half of the curves that were not learned from. */
    void correlations(int whole, int epoch) {
        double score = 0;
        double expected = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            List<FinalScores.Curve> all = shuffled(draw);
            FinalScores scores = new FinalScores(all.subList(0, whole), List.of(epoch, length));
            List<FinalScores.Curve> half = all.subList(whole, all.size()).stream()
                    .sorted(Comparator.comparingDouble(c -> -last(c)))
                    .limit((all.size() - whole) / 2)
                    .toList();
            double[] end = half.stream().mapToDouble(RungCurves::last).toArray();
            double[] there =
                    half.stream().mapToDouble(c -> c.scores().get(epoch - 1)).toArray();
            double[] hopes =
                    half.stream().mapToDouble(c -> scores.of(cut(c, epoch))).toArray();
            score += new SpearmansCorrelation().correlation(there, end) / DRAWS;
            expected += new SpearmansCorrelation().correlation(hopes, end) / DRAWS;
        }
        System.out.printf(
                Locale.ROOT, "%d whole curves, epoch %d: score %.3f, expected %.3f%n", whole, epoch, score, expected);
    }

    /** Epochs and regret of halving among random candidates, by the score or by the expected one. */
    void halving(int[] rungs, boolean byExpected) {
        List<Integer> levels =
                IntStream.concat(Arrays.stream(rungs), IntStream.of(length)).boxed().toList();
        double regret = 0;
        double epochs = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            List<FinalScores.Curve> all = shuffled(1000 + draw).subList(0, CANDIDATES);
            int[] at = new int[CANDIDATES];
            Arrays.fill(at, rungs[0]);
            for (int level = 1; level < levels.size(); level++) {
                int from = levels.get(level - 1);
                int to = levels.get(level);
                List<FinalScores.Curve> now = IntStream.range(0, CANDIDATES)
                        .mapToObj(i -> cut(all.get(i), at[i]))
                        .toList();
                FinalScores scores = new FinalScores(now, levels);
                double[] key = new double[CANDIDATES];
                Arrays.setAll(key, i -> byExpected ? scores.of(now.get(i)) : last(now.get(i)));
                List<Integer> below = IntStream.range(0, CANDIDATES)
                        .filter(i -> at[i] >= from)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -key[i]))
                        .toList();
                below.stream()
                        .limit((long) Math.ceil((double) below.size() * from / to))
                        .forEach(i -> at[i] = to);
            }
            double best = all.stream().mapToDouble(RungCurves::last).max().orElseThrow();
            double found = IntStream.range(0, CANDIDATES)
                    .filter(i -> at[i] == length)
                    .mapToDouble(i -> last(all.get(i)))
                    .max()
                    .orElseThrow();
            regret += 100 * (best - found) / DRAWS;
            epochs += (double) Arrays.stream(at).sum() / DRAWS;
        }
        System.out.printf(
                Locale.ROOT,
                "rungs %s by the %s: %.0f epochs, regret %.2f%n",
                Arrays.toString(rungs),
                byExpected ? "expected score" : "score",
                epochs,
                regret);
    }

    public static void main(String[] arguments) throws Exception {
        RungCurves bench = new RungCurves(Path.of(arguments[0]), List.of(arguments[1].split(",")));
        for (int whole : new int[] {12, 24, 48, 200}) {
            for (int epoch : new int[] {3, 5, 10}) {
                bench.correlations(whole, epoch);
            }
        }
        for (int[] rungs : RUNGS) {
            bench.halving(rungs, false);
            bench.halving(rungs, true);
        }
    }
}
