package io.narsil.store;

import io.narsil.config.AddressPassword;
import io.narsil.config.ConfigFile;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.config.YamlText;
import io.narsil.files.WholeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the trials of a run are kept: in a file of its folder or, where a note in the folder says so, elsewhere. A run that has
 * begun keeps its place.
 *
 * @param usual file of the folder, which is the store where nothing else is said
 * @param note file that says where the store is, if it is elsewhere
 * @param types types of file systems
 */
public record StorePlace(Path usual, Path note, NetworkFiles.Types types) {
    private static final String KEY = "store";

    /** A place on this machine's file systems. */
    public StorePlace(Path usual, Path note) {
        this(usual, note, NetworkFiles.Types.REAL);
    }

    /** Whether the note says that the store is elsewhere. */
    public boolean elsewhere() {
        return Files.exists(note);
    }

    /** Whether a store was made for the run. */
    public boolean begun() {
        return elsewhere() || Files.exists(usual);
    }

    /** The address of the store; a {@link UserException} where the note cannot be read, or somebody has put a password in it. */
    public String address() {
        if (!elsewhere()) {
            return usual.toString();
        }
        Problems problems = new Problems();
        String address = ConfigFile.read(note, problems).need(KEY).text("");
        problems.throwIfAny();
        AddressPassword.refuse(note.toString(), address);
        return address;
    }

    /** Opens the store, or makes it where nothing says that it is elsewhere. */
    public TrialStore open() {
        return TrialStores.open(found());
    }

    /** Opens the store to read. */
    public TrialStore existing() {
        return TrialStores.existing(found());
    }

    /** Opens what the store holds now, for who only looks. */
    public TrialStore snapshot() {
        return TrialStores.snapshot(found());
    }

    /** Whether the store is damaged, so that it is to be moved away before it is opened. */
    public boolean damaged() {
        return TrialStores.damaged(address());
    }

    /** Refuses a store that is gone: were it made again, all trials would run again, and what another machine has be lost. */
    private String found() {
        String address = address();
        if (elsewhere() && !TrialStores.there(address)) {
            throw new UserException(
                    note.toString(),
                    "the trials of this run are kept in " + AddressPassword.shown(address)
                            + ", and there is no such store",
                    "search on the machine that has it, or restore it from a copy; without " + note.getFileName()
                            + " and " + usual.getFileName() + " the run begins anew");
        }
        return address;
    }

    /**
     * Refuses what cannot be before anything is done: a run cannot move to another store, and one that begins needs a server that
     * answers, or a file on a disk of this machine.
     *
     * @param said address that the study says; nothing for the run's own, or for a file in its folder
     * @return what a user should know; nothing where that is nothing
     */
    public Optional<String> check(Optional<String> said) {
        if (begun()) {
            String kept = address();
            if (said.isPresent() && !same(kept, said.get())) {
                throw new UserException(
                        note.getParent().toString(),
                        "the trials of this run are kept in " + AddressPassword.shown(kept)
                                + ", and the study says \"store: " + AddressPassword.shown(said.get())
                                + "\"; a run does not move",
                        "take that line out, or give the study another folder with --out; where a server has moved, "
                                + note.getFileName() + " says its address");
            }
            return onNetwork(kept);
        }
        String address = said.orElse(usual.toString());
        Optional<Path> file = TrialStores.file(address);
        if (file.isPresent()) {
            NetworkFiles.refuse(file.get(), types);
        } else {
            TrialStores.there(address);
        }
        return Optional.empty();
    }

    /** Whether an address is the one that is kept, but for the room that the run was given there. */
    private static boolean same(String kept, String said) {
        return kept.equals(said) || kept.startsWith(said + "?") || kept.startsWith(said + "&");
    }

    /** A run that lies there already may go on, or what it has trained would be lost. */
    private Optional<String> onNetwork(String address) {
        return TrialStores.file(address)
                .flatMap(file -> NetworkFiles.type(file, types))
                .map(
                        type -> AddressPassword.shown(address) + " lies on a network file system (" + type
                                + "), where SQLite's locks may not hold:"
                                + " search from one machine alone, keep a copy, and begin the next run with \"store:\" in the study");
    }

    /**
     * Makes room for the trials of a run that begins, and notes where; nothing where it has begun, or nothing is said.
     *
     * @param said address that the study says
     * @param name name of the run
     */
    public void begin(Optional<String> said, String name) {
        if (said.isPresent() && !begun()) {
            String address = TrialStores.claim(said.get(), name);
            WholeFile.write(
                    note,
                    "# Where the trials of this run are kept. A password is not: PGPASSWORD or ~/.pgpass has it.\n"
                            + KEY + ": " + YamlText.quoted(address) + "\n");
        }
    }
}
