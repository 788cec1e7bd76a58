package io.narsil.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which faults are read: as the files were met, and in a file from its first line to its last. */
final class FaultOrder {
    private static final Pattern PLACE = Pattern.compile("(.*):([0-9]{1,9})", Pattern.DOTALL);

    private FaultOrder() {}

    /** Whether a place is a line of a file. */
    static boolean hasLine(String where) {
        return PLACE.matcher(where).matches();
    }

    /** The same faults; what concerns a file and none of its lines comes first in it. */
    static List<Fault> of(List<Fault> faults) {
        Map<String, List<Fault>> byFile = new LinkedHashMap<>();
        for (Fault fault : faults) {
            Matcher place = PLACE.matcher(fault.where());
            String file = place.matches() ? place.group(1) : fault.where();
            byFile.computeIfAbsent(file, f -> new ArrayList<>()).add(fault);
        }
        List<Fault> ordered = new ArrayList<>();
        byFile.values().forEach(same -> {
            same.sort(Comparator.comparingInt(FaultOrder::line));
            ordered.addAll(same);
        });
        return ordered;
    }

    private static int line(Fault fault) {
        Matcher place = PLACE.matcher(fault.where());
        return place.matches() ? Integer.parseInt(place.group(2)) : 0;
    }
}
