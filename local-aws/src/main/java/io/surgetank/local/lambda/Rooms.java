package io.surgetank.local.lambda;

import java.nio.file.Path;
import java.util.List;

/// What every environment's process is made of.
///
/// @param java a JDK's or JRE's folder
/// @param task the zip, unpacked: Lambda's `/var/task`
/// @param runtime the jars of the runtime interface client: Lambda's `/var/runtime`
/// @param region what the functions take for theirs
public record Rooms(Path java, Path task, List<Path> runtime, String region) {
  public Rooms {
    runtime = List.copyOf(runtime);
  }
}
