package io.narsil.boxes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Figures by name, as files have them: null where no class has one. */
public final class DetectionFigures {
    private DetectionFigures() {}

    /**
     * All figures, in their usual order.
     *
     * @param names names of the classes, by label
     */
    public static Map<String, Object> of(
            List<String> names, DetectionScores scores, DetectionIntervals intervals, BoxConfusion confusion) {
        Map<String, Object> all = new LinkedHashMap<>();
        put(all, "ap", scores.ap());
        intervals.ap().ifPresent(i -> all.put("ap_interval", List.of(i.low(), i.high())));
        put(all, "ap50", scores.ap50());
        intervals.ap50().ifPresent(i -> all.put("ap50_interval", List.of(i.low(), i.high())));
        put(all, "ap75", scores.ap75());
        put(all, "ap_small", scores.apSmall());
        put(all, "ap_medium", scores.apMedium());
        put(all, "ap_large", scores.apLarge());
        put(all, "ar1", scores.ar1());
        put(all, "ar10", scores.ar10());
        put(all, "ar100", scores.ar100());
        put(all, "ar_small", scores.arSmall());
        put(all, "ar_medium", scores.arMedium());
        put(all, "ar_large", scores.arLarge());
        Map<String, Object> byClass = new LinkedHashMap<>();
        for (ClassScore score : scores.classes()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("marked", score.wanted());
            put(one, "ap", score.ap());
            put(one, "ap50", score.ap50());
            byClass.put(names.get(score.label()), one);
        }
        all.put("classes", byClass);
        all.put("confusion", ConfusionFigures.of(names, confusion));
        return all;
    }

    private static void put(Map<String, Object> all, String name, OptionalDouble value) {
        all.put(name, value.isPresent() ? value.getAsDouble() : null);
    }
}
