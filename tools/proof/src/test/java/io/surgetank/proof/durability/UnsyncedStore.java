package io.surgetank.proof.durability;

import io.surgetank.sqlite.UnsyncedEngine;

/// The recorded process with a store that does not sync its commits.
final class UnsyncedStore {
  private UnsyncedStore() {}

  public static void main(String[] args) throws Exception {
    RecordedStore.run(args, UnsyncedEngine::stopSyncing);
  }
}
