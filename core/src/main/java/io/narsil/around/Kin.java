package io.narsil.around;

import io.narsil.network.FlowText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which relatives of a network there are: how a row's channels, kernel, expansion and number of blocks vary. */
interface Kin {
    /** The channels of a row. */
    Object channels(int parent);

    /** The channels of all rows of a stage whose blocks are of several forms but equally wide. */
    Object channels(String stage, int parent);

    /** The kernel of a row. */
    Object kernel(Row row, int parent);

    /** The expansion of a row. */
    Object expansion(double parent);

    /** The number of blocks of a row of several. */
    Object depth(int parent);

    /** The parameters that rows share, as lines of the space's file. */
    List<String> parameters();

    /** The smallest copies of the images, in per cent of their size. */
    default int smallestShare() {
        return 50;
    }

    /** Each row by itself: of networks that start at random, any may be the best. */
    final class ByRow implements Kin {
        private final Set<String> lines = new LinkedHashSet<>();

        @Override
        public Object channels(int parent) {
            return choice(Near.channels(parent), parent);
        }

        @Override
        public Object channels(String stage, int parent) {
            lines.add("  " + stage + ".channels: " + FlowText.of(channels(parent)));
            return "$" + stage + ".channels";
        }

        @Override
        public Object kernel(Row row, int parent) {
            return choice(Near.kernel(row.kind(), parent), parent);
        }

        @Override
        public Object expansion(double parent) {
            return choice(Near.expansion(parent), parent);
        }

        @Override
        public Object depth(int parent) {
            return choice(Near.depth(parent), parent);
        }

        @Override
        public List<String> parameters() {
            return List.copyOf(lines);
        }
    }

    /**
     * All rows together but for their numbers of blocks, for networks that start from the parent's weights. Blocks that are left out
     * cost little of what was learned, and narrower ones much (docs/spaces.md, "What relatives lose"): where each row is cut by
     * itself, nearly all candidates have lost most of it, and a few dozen trainings cannot tell which of thirty cuts was to blame.
     */
    final class Together implements Kin {
        private final Set<String> lines = new LinkedHashSet<>();

        @Override
        public Object channels(int parent) {
            return by("width", Near.SHARES, 100, Near.shares(parent), parent);
        }

        @Override
        public Object channels(String stage, int parent) {
            return channels(parent);
        }

        @Override
        public Object kernel(Row row, int parent) {
            return by("kernel", List.of("smaller", "whole"), "whole", Near.smaller(parent), parent);
        }

        @Override
        public Object expansion(double parent) {
            return by("expansion", List.of(50, 67, 100), 100, Near.thirds(parent), parent);
        }

        /** A value for each of a shared parameter's; the parent's alone where all are the same. */
        private Object by(String name, List<?> shares, Object prior, List<?> values, Object parent) {
            if (values.stream().allMatch(parent::equals)) {
                return parent;
            }
            lines.add("  " + name + ": {values: " + shares + ", prior: " + prior + "}");
            Map<String, Object> by = new LinkedHashMap<>();
            by.put("by", "$" + name);
            by.put("values", values);
            return by;
        }

        @Override
        public Object depth(int parent) {
            return choice(Near.anyDepth(parent), parent);
        }

        @Override
        public List<String> parameters() {
            return List.copyOf(lines);
        }
    }

    /** The network itself and nothing else, for searches of recipes alone. */
    final class Itself implements Kin {
        @Override
        public Object channels(int parent) {
            return parent;
        }

        @Override
        public Object channels(String stage, int parent) {
            return parent;
        }

        @Override
        public Object kernel(Row row, int parent) {
            return parent;
        }

        @Override
        public Object expansion(double parent) {
            return parent;
        }

        @Override
        public Object depth(int parent) {
            return parent;
        }

        @Override
        public List<String> parameters() {
            return List.of();
        }

        @Override
        public int smallestShare() {
            return 100;
        }
    }

    /** Values with the belief in one of them. */
    static Object choice(List<?> values, Object prior) {
        if (values.size() == 1) {
            return values.get(0);
        }
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("values", values);
        choice.put("prior", prior);
        return choice;
    }
}
