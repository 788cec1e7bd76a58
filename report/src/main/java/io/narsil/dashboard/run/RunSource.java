package io.narsil.dashboard.run;

import java.util.List;
import java.util.Map;

/**
 * Where what is known of a run comes from: its folder, or tables on a server. Whoever shows the run asks; one at a time but for {@link
 * #candidate}.
 */
public interface RunSource {
    /** Looks how it stands now. It must not wait for anybody: pages of other runs would wait, too. */
    void look();

    /** Whether a search goes on with it. */
    boolean running();

    /** Whether its result is written. */
    boolean finished();

    /** Its state in a word. */
    String state();

    /** The share of what is to be read that was read so far, 0..1; null where it is all of it. */
    Double read();

    /** What is wrong with what is read. */
    List<String> faults();

    /** Where it is kept, for people; empty for a run whose folder is here. */
    String kept();

    /** The values of a trial's candidate by parameter; empty where the log has them. */
    Map<String, String> candidate(int trial);
}
