package io.surgetank.cli.command;

import io.surgetank.core.maintenance.BackupReport;
import io.surgetank.core.maintenance.CopyProgress;
import io.surgetank.core.maintenance.DamagePolicy;
import io.surgetank.core.maintenance.StoreCheckReport;
import java.nio.file.Path;

/// Copies and checks of stores in folders of this machine. The wiring implements it. Failures are
/// [java.io.UncheckedIOException]s whose causes have messages for the operator.
public interface StoreRuntime {
  /// Copies the store of a data folder, also while a server runs on it, into a new folder.
  BackupReport backup(Path data, Path destination, CopyProgress progress);

  /// Puts a backup into an absent or empty data folder, unless it has problems that the policy
  /// refuses.
  StoreCheckReport restore(Path backup, Path data, DamagePolicy policy, CopyProgress progress);

  /// Checks a stopped store and changes nothing in it.
  ///
  /// @param temporary the folder for a temporary copy
  StoreCheckReport check(Path store, Path temporary, CopyProgress progress);

  /// The same, and writes every readable job into a new file.
  StoreCheckReport checkAndExport(Path store, Path temporary, Path file, CopyProgress progress);
}
