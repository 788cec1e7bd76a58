package io.narsil.study;

import io.narsil.config.AddressPassword;
import io.narsil.config.ConfigNode;
import io.narsil.config.ServerAddress;
import io.narsil.config.UserException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a study has the trials of its run kept: {@code postgresql://user@host:port/database}, {@code sqlite:FILE}, or an address of
 * another jar's. Nothing for a file in the run folder. No result depends on it, so it is no part of the frozen study.
 */
final class StoreNode {
    /** A scheme has at least two letters, so that {@code C:\study.db} is a path. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

    private StoreNode() {}

    /** Reads it from a study; what is wrong is noted at its line. */
    static Optional<String> read(ConfigNode node, Path folder) {
        if (!node.present()) {
            return Optional.empty();
        }
        try {
            return node.text().map(text -> parse(node.where(), text, folder));
        } catch (UserException e) {
            e.problems().forEach(node::problem);
            return Optional.empty();
        }
    }

    /**
     * Reads an address.
     *
     * @param where place that a message names
     * @param folder folder from which paths lead
     */
    static String parse(String where, String text, Path folder) {
        AddressPassword.refuse(where, text);
        String shown = AddressPassword.shown(text);
        Matcher address = ADDRESS.matcher(text);
        if (text.startsWith("sqlite://")) {
            throw new UserException(
                    where, "after \"sqlite:\" stands the path of a file, without //", "sqlite:/local/study.db");
        }
        if (text.contains("://")) {
            if (text.startsWith("jdbc:")) {
                throw new UserException(
                        where, "a store's address does not begin with \"jdbc:\"", "postgresql://USER@HOST/DATABASE");
            }
            ServerAddress.parse(where, text);
            return text;
        }
        if (!address.matches()) {
            throw new UserException(
                    where,
                    "\"store\" says where trials are kept, by an address, and \"" + shown + "\" is none",
                    "\"sqlite:" + shown + "\", or \"postgresql://USER@HOST/DATABASE\"");
        }
        if (address.group(1).equals("memory")) {
            throw new UserException(where, "trials in memory are lost when the search ends", "leave \"store\" out");
        }
        if (!address.group(1).equals("sqlite")) {
            return text;
        }
        try {
            if (!address.group(2).isBlank()) {
                return "sqlite:"
                        + folder.resolve(address.group(2)).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException e) {
            throw new UserException(where, "\"" + shown + "\" names no file: " + e.getReason(), "");
        }
        throw new UserException(where, "the path of the file is missing", "sqlite:/local/study.db");
    }
}
