package io.narsil.study.folder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that has a run folder, as its lock file names it: so that somebody else can ask it to stop, as Ctrl-C in its own terminal
 * would.
 *
 * @param machine name of its machine
 * @param process number of the process
 * @param began second in which it began, since a number is given once more when its process is over; 0 where it is not known
 */
public record RunHolder(String machine, long process, long began) {
    private static final Pattern FORM = Pattern.compile("(\\S{1,255}) ([0-9]{1,18}) ([0-9]{1,18})\\s*");
    private static final int LONGEST = 512;
    private static final int LOOKS = 20;
    private static final long LOOK_NANOS = 50_000_000;
    /** Two processes may reckon the beginning of one a little differently, where the clock was set meanwhile. */
    private static final long SECONDS = 2;

    /** This process. */
    static RunHolder here() {
        ProcessHandle self = ProcessHandle.current();
        return new RunHolder(thisMachine(), self.pid(), began(self));
    }

    /** Writes it into a lock file that this process has taken; where that fails, it can only be stopped in its own terminal. */
    void write(FileChannel lock) {
        ByteBuffer text = StandardCharsets.UTF_8.encode(machine + " " + process + " " + began + "\n");
        try {
            lock.truncate(0);
            lock.write(text, 0);
        } catch (IOException e) {
            // A disk that is full: the search will say so itself.
        }
    }

    /** Takes the name out before the lock is given back, so that who had it is not taken for who has it next. */
    static void erase(FileChannel lock) {
        try {
            lock.truncate(0);
        } catch (IOException e) {
            // The name stays, as where a process is killed.
        }
    }

    /** The process that has a folder; nothing where nobody has it, or an earlier version that did not say who it is. */
    public static Optional<RunHolder> of(RunFolder folder) {
        Optional<RunHolder> found = Optional.empty();
        // Who has just taken it has not said so yet, and who had it before may still be named.
        for (int i = 0; i < LOOKS && RunLock.held(folder); i++) {
            found = read(folder);
            if (found.filter(h -> !h.near() || h.running().isPresent()).isPresent()) {
                return found;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return RunLock.held(folder) ? found : Optional.empty();
    }

    private static Optional<RunHolder> read(RunFolder folder) {
        try (FileChannel file = FileChannel.open(folder.lock(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
            file.read(bytes, 0);
            Matcher found =
                    FORM.matcher(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
            return found.matches()
                    ? Optional.of(new RunHolder(
                            found.group(1), Long.parseLong(found.group(2)), Long.parseLong(found.group(3))))
                    : Optional.empty();
        } catch (IOException e) {
            // Some systems let nobody read what is locked.
            return Optional.empty();
        }
    }

    /** Whether it runs on this machine, so that it can be asked. */
    public boolean near() {
        return machine.equals(thisMachine());
    }

    /** Asks it to stop, as Ctrl-C does; false where it is gone, is another user's, or is this very process. */
    public boolean stop() {
        return near()
                && process != ProcessHandle.current().pid()
                && running().map(ProcessHandle::destroy).orElse(false);
    }

    /** The process on this machine; nothing where it is over. */
    private Optional<ProcessHandle> running() {
        return ProcessHandle.of(process)
                .filter(p -> Math.abs(began(p) - began) <= SECONDS)
                // Who does not say when it began may be another one by now.
                .filter(p -> began > 0 && began(p) > 0);
    }

    private static long began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    private static String thisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("\\s", "_");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
