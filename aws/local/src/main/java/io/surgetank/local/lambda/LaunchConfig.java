package io.surgetank.local.lambda;

import java.nio.file.Path;
import java.util.List;

/// How the processes of environments are started.
///
/// @param java the folder of a JDK or JRE
/// @param task the zip, unpacked: Lambda's `/var/task`
/// @param runtime the jars of the runtime interface client: Lambda's `/var/runtime`
/// @param region the functions' Region
/// @param flags of the JVM, in addition to the heap size
public record LaunchConfig(
    Path java, Path task, List<Path> runtime, String region, List<String> flags) {
  /// The JVM options of Lambda's Java 25 without SnapStart: serial GC, C1 only
  /// (https://aws.amazon.com/blogs/compute/aws-lambda-now-supports-java-25/).
  public static final List<String> LAMBDA_FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  public LaunchConfig {
    runtime = List.copyOf(runtime);
    flags = List.copyOf(flags);
  }

  public LaunchConfig withFlags(List<String> others) {
    return new LaunchConfig(java, task, runtime, region, others);
  }

  public LaunchConfig withTask(Path other) {
    return new LaunchConfig(java, other, runtime, region, flags);
  }
}
