package io.narsil.fuzz;

import io.narsil.cli.text.BudgetOptions;
import io.narsil.cli.text.NetworkArgument;
import io.narsil.config.Decimals;
import io.narsil.config.Durations;
import io.narsil.config.Quantity;
import io.narsil.recipe.Recipe;
import io.narsil.search.Measure;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;

/** What is typed on a command line: budgets, quantities, networks' names, settings of a recipe. */
public final class NamesTarget {
    private NamesTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Decimals.parse(text);
        Durations.parse(text);
        Quantity.parse(text).ifPresent(Quantity::brief);
        for (Measure measure : Measure.values()) {
            Reading.clean(() -> BudgetOptions.read(
                    "--budget", measure, text, new EnumMap<>(Measure.class), new EnumMap<>(Measure.class)));
        }
        // Names alone: a path may be that of any file.
        if (!text.contains("/") && !text.contains(".y")) {
            Reading.clean(() -> NetworkArgument.find("NETWORK", text));
        }
        Recipe.NAMES.forEach(name -> Recipe.fault(name, text).ifPresent(fault -> Recipe.hint(name, text)));
    }
}
