package io.narsil.dashboard;

import io.narsil.config.AddressPassword;
import io.narsil.config.UserException;
import io.narsil.dashboard.run.AllRuns;
import io.narsil.dashboard.run.Elsewhere;
import io.narsil.dashboard.run.RunsFolder;
import io.narsil.dashboard.server.ServerWatch;
import io.narsil.store.ServerRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The places that a user names: a folder of runs, or of one run, and addresses of databases with runs. */
final class RunPlaces {
    private RunPlaces() {}

    /**
     * All runs of some places.
     *
     * @throws UserException where one is none, or two are folders
     */
    static AllRuns of(List<String> places) {
        refusePasswords(places);
        List<String> folders =
                places.stream().filter(p -> !ServerRuns.address(p)).toList();
        if (folders.size() > 1) {
            throw new UserException(
                    folders.get(1),
                    "runs are looked for in one folder, and " + folders.get(0) + " was named before",
                    "the folder above both: it is looked through three levels deep");
        }
        Optional<RunsFolder> folder =
                folders.stream().map(f -> new RunsFolder(Path.of(f))).findFirst();
        List<Elsewhere> servers = new ArrayList<>();
        try {
            new LinkedHashSet<>(places)
                    .stream().filter(ServerRuns::address).forEach(a -> servers.add(ServerWatch.begin(a)));
            return new AllRuns(folder, servers);
        } catch (UserException e) {
            folder.ifPresent(RunsFolder::close);
            servers.forEach(Elsewhere::close);
            throw e;
        }
    }

    /** What is said of places names them, so that none may have a password in it; one that is no folder may be meant for an address. */
    private static void refusePasswords(List<String> places) {
        for (String place : places) {
            if (ServerRuns.address(place) || !Files.exists(Path.of(place))) {
                AddressPassword.refuse(AddressPassword.shown(place), place);
            }
        }
    }

    /** The same, for pages that may act: commands have to be given a folder. */
    static AllRuns withFolder(List<String> places) {
        refusePasswords(places);
        if (places.stream().allMatch(ServerRuns::address)) {
            throw new UserException(
                    "--allow-actions",
                    "commands need a run's folder, and no folder of runs was named",
                    "narsil dashboard runs/ " + String.join(" ", places) + " --allow-actions");
        }
        return of(places);
    }
}
