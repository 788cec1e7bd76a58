package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {
    private static final long GB = 1L << 30;

    @TempDir
    private Path root;

    private void file(String name, String text) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void machine() throws IOException {
        file("proc/meminfo", "MemTotal:       16384000 kB\nMemFree:          100000 kB\nMemAvailable:    8388608 kB\n");
    }

    private OptionalLong read() {
        return new FreeMemory(root).read();
    }

    @Test
    void aMachineWithoutGroupsSaysWhatIsAvailable() throws IOException {
        machine();
        assertThat(read()).hasValue(8 * GB);
    }

    @Test
    void whereNothingIsSaidNothingIsKnown() throws IOException {
        assertThat(read()).isEmpty();
        file("proc/meminfo", "MemTotal: many\nMemAvailable: ? kB\n");
        assertThat(read()).isEmpty();
    }

    @Test
    void aLimitOfVersion2LeavesWhatIsNotUsed() throws IOException {
        machine();
        file("proc/self/cgroup", "0::/\n");
        file("sys/fs/cgroup/memory.max", 4 * GB + "\n");
        file("sys/fs/cgroup/memory.current", 3 * GB + "\n");
        file("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file " + GB + "\nactive_file 7\n");
        assertThat(read()).hasValue(2 * GB);
        file("sys/fs/cgroup/memory.max", "max\n");
        assertThat(read()).hasValue(8 * GB);
    }

    @Test
    void theTightestOfNestedGroupsCounts() throws IOException {
        machine();
        file("proc/self/cgroup", "0::/jobs/job-7/step\n");
        file("sys/fs/cgroup/jobs/memory.max", 5 * GB + "\n");
        file("sys/fs/cgroup/jobs/job-7/memory.max", 2 * GB + "\n");
        file("sys/fs/cgroup/jobs/job-7/memory.current", GB + "\n");
        file("sys/fs/cgroup/jobs/job-7/step/memory.max", "max\n");
        assertThat(read()).hasValue(GB);
    }

    @Test
    void version1IsKnownByItsController() throws IOException {
        machine();
        file("proc/self/cgroup", "12:cpu,cpuacct:/docker/abc\n4:memory:/docker/abc\n0::/\n");
        // As in a container: the path of the group is one of the world outside.
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", 3 * GB + "\n");
        file("sys/fs/cgroup/memory/memory.usage_in_bytes", 2 * GB + "\n");
        file("sys/fs/cgroup/memory/memory.stat", "total_inactive_file " + GB / 2 + "\n");
        assertThat(read()).hasValue(3 * GB / 2);
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(read()).hasValue(8 * GB);
    }

    @Test
    void aGroupThatIsFullLeavesNothing() throws IOException {
        machine();
        file("proc/self/cgroup", "0::/../outside\n");
        file("sys/fs/cgroup/memory.max", GB + "\n");
        file("sys/fs/cgroup/memory.current", 2 * GB + "\n");
        assertThat(read()).hasValue(0);
    }
}
