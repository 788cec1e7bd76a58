package io.narsil.lab.methods;

import io.narsil.search.Optimism;
import java.util.LinkedHashMap;
import java.util.Map;

/** The methods that are compared, by name. */
public final class Methods {
    private Methods() {}

    /** All methods; those called "without" are Narsil's with one part switched off, "networks" with one exchanged. */
    public static Map<String, Method> all(Rounds rounds) {
        NarsMethod narsil = NarsMethod.narsil(rounds);
        NarsMethod paper = NarsMethod.paper(rounds);
        Map<String, Method> all = new LinkedHashMap<>();
        all.put("random", new OrderMethod(rounds, RandomRows::new));
        all.put("sobol", new OrderMethod(rounds, SobolRows::new));
        all.put("evolution", new OrderMethod(rounds, EvolvedRows::new));
        all.put("paper", paper);
        all.put("paper-without-pretraining", paper.with(NarsMethod.Statistics.NONE));
        all.put("narsil", narsil);
        all.put("without-pretraining", narsil.with(NarsMethod.Statistics.NONE));
        all.put("without-statistics", narsil.with(NarsMethod.Statistics.COSTS));
        all.put("without-ensemble", narsil.withMembers(1));
        all.put("without-exploration", narsil.with(Optimism.constant(0)));
        all.put("without-recipe", narsil.withoutRecipe());
        all.put("networks", narsil.withNetworks());
        return all;
    }
}
