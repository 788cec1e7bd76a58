package io.narsil.runner.slurm;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What Slurm's words mean where it does not take or start a job. */
final class Refusal {
    /** The controller is away or busy, or this user has as many jobs as it may have: that passes. */
    private static final List<String> PASSES = List.of(
            "unable to contact",
            "timed out",
            "temporarily",
            "try again",
            "zero bytes",
            "connection refused",
            "did not answer",
            "submit limit",
            "maxsubmit",
            "job limit");

    /** Of these it is not said whether other jobs are in the way, or the job itself is too large. */
    private static final List<String> LIMITS = List.of("violates accounting/qos policy", "submit limit", "maxsubmit");

    /** Reasons of waiting that no time changes. */
    private static final Set<String> NEVER = Set.of(
            "PartitionConfig",
            "PartitionNodeLimit",
            "PartitionTimeLimit",
            "BadConstraints",
            "InvalidAccount",
            "InvalidQOS",
            "AccountNotAllowed",
            "QOSNotAllowed",
            "QOSMaxCpuPerJobLimit",
            "QOSMaxMemoryPerJob",
            "QOSMaxGRESPerJob",
            "QOSMaxWallDurationPerJobLimit",
            "AssocMaxCpuPerJobLimit",
            "AssocMaxMemPerJob",
            "AssocMaxGRESPerJob",
            "AssocMaxWallDurationPerJobLimit",
            "launch failed requeued held",
            "launch_failed_requeued_held");

    private Refusal() {}

    /**
     * Whether a submission may succeed later.
     *
     * @param others truth of other jobs of this run, which were taken as they are asked for here
     */
    static boolean passes(String complaint, boolean others) {
        String words = complaint.toLowerCase(Locale.ROOT);
        return LIMITS.stream().anyMatch(words::contains)
                ? others
                : PASSES.stream().anyMatch(words::contains);
    }

    /** Whether a job that waits for this reason will wait for ever. */
    static boolean never(String reason) {
        return NEVER.contains(reason);
    }

    /** What the user may do about it. */
    static String maybe(String complaint) {
        String words = complaint.toLowerCase(Locale.ROOT);
        if (words.contains("partition")) {
            return "a partition that \"sinfo\" lists, and no more than its limits";
        }
        if (words.contains("gres") || words.contains("generic resource")) {
            return "a gres that \"sinfo -o %G\" lists";
        }
        if (words.contains("memory") || words.contains("node configuration") || words.contains("cpu")) {
            return "no more memory and cores than a node has: \"sinfo -o '%n %m %c'\"";
        }
        if (words.contains("account") || words.contains("qos")) {
            return "an account that you may use: \"sacctmgr show associations\"";
        }
        return "";
    }
}
