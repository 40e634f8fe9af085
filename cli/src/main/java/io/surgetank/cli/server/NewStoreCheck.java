package io.surgetank.cli.server;

import io.surgetank.cli.command.MissingStore;
import io.surgetank.cli.datadir.MountPoints;
import java.nio.file.Path;
import java.util.Optional;

/// Decides whether a start may create a store. Where there was one before, an empty one would hide
/// it: the server would accept jobs and repeat those whose keys it no longer knows.
///
/// @param mountPoints of this system
public record NewStoreCheck(MissingStore missingStore, MountPoints mountPoints) {
  /// Throws [IllegalArgumentException] with a message for the user if no store may be created.
  public void require(Path data) {
    Path folder = data.toAbsolutePath().normalize();
    Optional<Path> unmounted = mountPoints.unmounted(folder);
    if (unmounted.isPresent())
      throw new IllegalArgumentException(
          "no store in %s, and the file system of %s is in /etc/fstab but not mounted: a new, empty store would hide the one on that disk. Mount it first"
              .formatted(folder, unmounted.get()));
    if (missingStore == MissingStore.REFUSE)
      throw new IllegalArgumentException(
          "no store in %s, and --no-create was given: if there was one, its disk may not be mounted, or it was moved. For a first start, leave out --no-create once"
              .formatted(folder));
  }
}
