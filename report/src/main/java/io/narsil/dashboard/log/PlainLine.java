package io.narsil.dashboard.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line of a log whose values are all numbers, such as that of an epoch, read without a parser of JSON: of these a run has the most, and a
 * page waits for them. What is written in any other way than {@link io.narsil.study.event.EventLog} does is none, and read by the parser.
 */
final class PlainLine {
    private static final byte[] TIME = "{\"time\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "\",\"event\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST = 8;

    private final String[] names = new String[MOST];
    private final double[] values = new double[MOST];
    private String time = "";
    private String event = "";
    private int count;

    /** Takes a line; false where it is not plain. */
    boolean read(byte[] bytes, int from, int length) {
        int end = from + length;
        count = 0;
        if (!starts(bytes, from, end, TIME)) {
            return false;
        }
        int at = from + TIME.length;
        int quote = find(bytes, at, end, '"');
        if (!starts(bytes, quote, end, EVENT)) {
            return false;
        }
        time = text(bytes, at, quote);
        at = quote + EVENT.length;
        quote = find(bytes, at, end, '"');
        event = known(bytes, at, quote);
        return !event.isEmpty() && numbers(bytes, quote + 1, end);
    }

    /** The events that are worth it. */
    private static String known(byte[] bytes, int from, int to) {
        for (String name : new String[] {"epoch_done", "trial_started"}) {
            if (to - from == name.length() && text(bytes, from, to).equals(name)) {
                return name;
            }
        }
        return "";
    }

    private boolean numbers(byte[] bytes, int from, int end) {
        int at = from;
        while (at + 1 < end && bytes[at] == ',' && bytes[at + 1] == '"' && count < MOST) {
            int quote = find(bytes, at + 2, end, '"');
            if (quote + 1 >= end || bytes[quote + 1] != ':') {
                return false;
            }
            names[count] = name(bytes, at + 2, quote);
            int begin = quote + 2;
            at = begin;
            while (at < end && isOfNumber(bytes[at])) {
                at++;
            }
            if (at == begin) {
                return false;
            }
            try {
                values[count++] = number(bytes, begin, at);
            } catch (NumberFormatException e) {
                return false;
            }
        }
        return at + 1 == end && bytes[at] == '}';
    }

    /** The names that occur, so that no text is made for each. */
    private static String name(byte[] bytes, int from, int to) {
        return switch (bytes[from]) {
            case 't' -> to - from == 5 ? "trial" : text(bytes, from, to);
            case 'e' -> to - from == 5 ? "epoch" : text(bytes, from, to);
            case 'l' -> to - from == 4 ? "loss" : text(bytes, from, to);
            default -> text(bytes, from, to);
        };
    }

    private static double number(byte[] bytes, int from, int to) {
        int whole = 0;
        if (to - from <= 9) {
            for (int i = from; i < to; i++) {
                if (bytes[i] < '0' || bytes[i] > '9') {
                    return Double.parseDouble(text(bytes, from, to));
                }
                whole = 10 * whole + bytes[i] - '0';
            }
            return whole;
        }
        return Double.parseDouble(text(bytes, from, to));
    }

    private static boolean isOfNumber(byte b) {
        return (b >= '0' && b <= '9') || b == '.' || b == '-' || b == '+' || b == 'E' || b == 'e';
    }

    private static int find(byte[] bytes, int from, int end, char wanted) {
        int at = from;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private static boolean starts(byte[] bytes, int from, int end, byte[] wanted) {
        return from + wanted.length <= end
                && Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    String time() {
        return time;
    }

    String event() {
        return event;
    }

    double value(String name, double other) {
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return other;
    }
}
