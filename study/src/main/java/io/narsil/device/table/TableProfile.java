package io.narsil.device.table;

import io.narsil.device.DeviceProfile;
import io.narsil.latency.learned.LearnedLatency;
import io.narsil.space.Problem;

/** The profile of a device that a user has timed candidates on. */
public final class TableProfile {
    private TableProfile() {}

    /**
     * Learns a profile; it says itself whether it passed.
     *
     * @param spaceText text of the space's file
     * @param device name of the device, as the user calls it
     */
    public static DeviceProfile of(LatencyTable table, Problem problem, String spaceText, String device) {
        return DeviceProfile.of(device, "times from " + table.name(), 1)
                .problem(problem, spaceText)
                .learned(LearnedLatency.of(table.rows(), problem), table.name(), table.column())
                .build();
    }
}
