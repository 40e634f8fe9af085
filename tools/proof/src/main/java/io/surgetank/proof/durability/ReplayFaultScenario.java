package io.surgetank.proof.durability;

import io.surgetank.proof.campaign.Folders;
import io.surgetank.sqlite.SqliteEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Starts a store after a kill while one call to its disk fails, so that the commit log cannot be
/// read or written to the tables. Then starts it again without faults.
final class ReplayFaultScenario {
  private static final int CALLS = 12;

  private final Path folder;
  private final RecorderChannel channel;
  private final long seed;

  /// @param folder is empty
  /// @param channel of a process with the recorder
  ReplayFaultScenario(Path folder, RecorderChannel channel, long seed) {
    this.folder = folder;
    this.channel = channel;
    this.seed = seed;
  }

  FaultResult run(DiskFault fault) throws IOException {
    Path killed = folder.resolve("killed");
    var store = new FaultyStore(new Random(seed), FlushThreads.onNeed());
    try {
      long before = channel.stopFailing();
      useAndKill(store, folder.resolve("data"), killed);
      channel.fail(fault);
      store.attempt(() -> store.open(killed).close());
      return store.result(fault, channel.stopFailing() > before, killed);
    } finally {
      Folders.clear(folder);
    }
  }

  /// The newest changes are only in the commit log.
  private void useAndKill(FaultyStore store, Path data, Path killed) throws IOException {
    try (SqliteEngine engine = store.open(data)) {
      List<StoreCaller> callers = store.callers(engine);
      for (int i = 0; i < 2 * CALLS; i++) {
        StoreCaller caller = callers.get(i % 2);
        store.attempt(i < CALLS ? caller::call : caller::callLogged);
      }
      KilledFiles.copy(data, killed, channel);
    }
  }
}
