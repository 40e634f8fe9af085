package io.surgetank.cli.main;

import io.surgetank.cli.command.StoreRuntime;
import io.surgetank.core.maintenance.BackupReport;
import io.surgetank.core.maintenance.CopyProgress;
import io.surgetank.core.maintenance.DamagePolicy;
import io.surgetank.core.maintenance.StoreCheckReport;
import io.surgetank.sqlite.StoreBackup;
import io.surgetank.sqlite.StoreDoctor;
import io.surgetank.sqlite.StoreRestore;
import java.nio.file.Path;
import java.time.InstantSource;

/// Connects the commands for stores to the SQLite store.
record StoreWiring(InstantSource clock) implements StoreRuntime {
  @Override
  public BackupReport backup(Path data, Path destination, CopyProgress progress) {
    return new StoreBackup(data, clock, progress).writeTo(destination);
  }

  @Override
  public StoreCheckReport restore(
      Path backup, Path data, DamagePolicy policy, CopyProgress progress) {
    return new StoreRestore(backup, clock, policy, progress).into(data);
  }

  @Override
  public StoreCheckReport check(Path store, Path temporary, CopyProgress progress) {
    return new StoreDoctor(store, temporary, clock, progress).check();
  }

  @Override
  public StoreCheckReport checkAndExport(
      Path store, Path temporary, Path file, CopyProgress progress) {
    return new StoreDoctor(store, temporary, clock, progress).checkAndExport(file);
  }
}
