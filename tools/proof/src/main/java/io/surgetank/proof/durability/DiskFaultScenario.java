package io.surgetank.proof.durability;

import io.surgetank.proof.campaign.Folders;
import io.surgetank.sqlite.SqliteEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Uses a store while one call to its disk fails, then starts it again on a disk without faults.
final class DiskFaultScenario {
  private static final int CALLS_BEFORE_RESTART = 30;
  private static final int CALLS_AFTER_RESTART = 15;

  private final Path folder;
  private final RecorderChannel channel;
  private final long seed;

  /// @param folder is empty
  /// @param channel of a process with the recorder
  DiskFaultScenario(Path folder, RecorderChannel channel, long seed) {
    this.folder = folder;
    this.channel = channel;
    this.seed = seed;
  }

  FaultResult run(DiskFault fault) throws IOException {
    Path data = folder.resolve("data");
    var store = new FaultyStore(new Random(seed), FlushThreads.frequent());
    try {
      long before = channel.stopFailing();
      channel.fail(fault);
      store.attempt(() -> {
        use(store, data, CALLS_BEFORE_RESTART);
        use(store, data, CALLS_AFTER_RESTART);
      });
      return store.result(fault, channel.stopFailing() > before, data);
    } finally {
      Folders.clear(folder);
    }
  }

  /// Until the end, or until the store stops.
  private static void use(FaultyStore store, Path data, int calls) {
    try (SqliteEngine engine = store.open(data)) {
      List<StoreCaller> callers = store.callers(engine);
      for (int i = 0; i < calls; i++) {
        StoreCaller caller = callers.get(i % callers.size());
        store.attempt(caller::call);
        if (!engine.isWritable()) store.checkStopped(engine, callers);
        if (i % 10 == 9) engine.runOnce();
      }
    }
  }
}
