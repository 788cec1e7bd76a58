package io.narsil.lab.table;

import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import io.narsil.search.SobolPoints;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** The methods that are compared, by name. */
public final class Methods {
    private static final int POPULATION = 20;
    private static final int TOURNAMENT = 5;
    /** Draws without a new row before a method takes rows in the order of chance. */
    private static final int PATIENCE = 10_000;

    private Methods() {}

    /** All methods; those called "without" are Narsil's with one part switched off, "networks" with one exchanged. */
    public static Map<String, Method> all(int batch) {
        NarsMethod narsil = NarsMethod.narsil(batch);
        Map<String, Method> all = new LinkedHashMap<>();
        all.put("random", Methods::random);
        all.put("sobol", Methods::sobol);
        all.put("evolution", Methods::evolution);
        all.put("paper", NarsMethod.paper(batch));
        all.put("paper-without-pretraining", NarsMethod.paper(batch).with(NarsMethod.Statistics.NONE));
        all.put("narsil", narsil);
        all.put("without-pretraining", narsil.with(NarsMethod.Statistics.NONE));
        all.put("without-statistics", narsil.with(NarsMethod.Statistics.COSTS));
        all.put("without-ensemble", narsil.withMembers(1));
        all.put("without-exploration", narsil.withDeviations(0));
        all.put("without-recipe", narsil.withoutRecipe());
        all.put("networks", narsil.withNetworks());
        return all;
    }

    /** Rows in the order of chance. */
    static void random(Lookups lookups, Seeds seeds) {
        for (int row : Shuffle.indices(lookups.table().size(), seeds.stream("random", 0))) {
            if (lookups.left() == 0) {
                return;
            }
            if (!lookups.knows(row)) {
                lookups.score(row);
            }
        }
    }

    /** The rows at the points of a scrambled Sobol sequence. */
    static void sobol(Lookups lookups, Seeds seeds) {
        SobolRows rows = new SobolRows(lookups, seeds);
        while (lookups.left() > 0) {
            OptionalInt row = rows.next();
            if (row.isEmpty()) {
                random(lookups, seeds);
                return;
            }
            lookups.score(row.getAsInt());
        }
    }

    /**
     * Regularised evolution (Real et al. 2019): the best of a tournament has a child by one changed value, the oldest
     * dies.
     */
    static void evolution(Lookups lookups, Seeds seeds) {
        RandomGenerator random = seeds.stream("evolution", 0);
        Table table = lookups.table();
        Deque<Integer> population = new ArrayDeque<>();
        int tries = 0;
        while (lookups.left() > 0 && tries < PATIENCE) {
            boolean young = population.size() < POPULATION;
            int row = young ? random.nextInt(table.size()) : child(table, population, random);
            tries++;
            if (row < 0 || lookups.knows(row)) {
                continue;
            }
            tries = 0;
            lookups.score(row);
            population.addLast(row);
            if (population.size() > POPULATION) {
                population.removeFirst();
            }
        }
        random(lookups, seeds);
    }

    private static int child(Table table, Deque<Integer> population, RandomGenerator random) {
        Integer[] members = population.toArray(new Integer[0]);
        int parent = members[random.nextInt(members.length)];
        for (int i = 1; i < TOURNAMENT; i++) {
            int other = members[random.nextInt(members.length)];
            parent = table.score(other) > table.score(parent) ? other : parent;
        }
        int[] genes = table.candidates().get(parent).genes();
        int at = random.nextInt(genes.length);
        genes[at] = random.nextInt(table.space().parameters().get(at).size());
        return table.row(table.space().candidate(genes)).orElse(-1);
    }

    /** Rows that a Sobol sequence meets and that were not looked up. */
    static final class SobolRows {
        private final Lookups lookups;
        private final SobolPoints points;

        SobolRows(Lookups lookups, Seeds seeds) {
            this.lookups = lookups;
            points = new SobolPoints(lookups.table().space().parameters().size(), seeds.stream("sobol", 0));
        }

        /** The next row; nothing where none was met for long. */
        OptionalInt next() {
            for (int tries = 0; tries < PATIENCE; tries++) {
                OptionalInt row = lookups.table().row(at(lookups.table().space(), points.next()));
                if (row.isPresent() && !lookups.knows(row.getAsInt())) {
                    return row;
                }
            }
            return OptionalInt.empty();
        }

        private static Candidate at(SearchSpace space, double[] point) {
            int[] genes = new int[point.length];
            for (int i = 0; i < genes.length; i++) {
                genes[i] = (int) (point[i] * space.parameters().get(i).size());
            }
            return space.candidate(genes);
        }
    }
}
