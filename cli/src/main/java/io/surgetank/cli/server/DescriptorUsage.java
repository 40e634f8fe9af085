package io.surgetank.cli.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// The file descriptors of a process: open files, sockets and the like.
///
/// @param max the limit, `ulimit -n`
public record DescriptorUsage(long open, long max) {
  /// Empty where the system does not count them.
  public static Optional<DescriptorUsage> ofThisProcess() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system))
      return Optional.empty();
    return Optional.of(new DescriptorUsage(open(system), system.getMaxFileDescriptorCount()));
  }

  private static long open(UnixOperatingSystemMXBean system) {
    try {
      return system.getOpenFileDescriptorCount();
    } catch (InternalError noneFree) {
      // Counting opens a file.
      return system.getMaxFileDescriptorCount();
    }
  }

  double share() {
    return (double) open / max;
  }
}
