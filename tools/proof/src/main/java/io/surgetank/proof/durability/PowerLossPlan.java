package io.surgetank.proof.durability;

import io.surgetank.proof.durability.CrashImageExplorer.WriteBack;
import io.surgetank.proof.durability.Recording.RecordedProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The size of a run.
///
/// @param images the number of different images to check
/// @param imagesPerRecording the maximum number of each recording, before another one is made
public record PowerLossPlan(long images, long imagesPerRecording, long seed) {
  private static final int MAX_FAILING_SYNC = 70;

  public PowerLossPlan {
    if (images < 1 || imagesPerRecording < 1)
      throw new IllegalArgumentException("at least one image");
  }

  String command() {
    return "tools/proof/run power-loss --images %d --per-recording %d --seed %d"
        .formatted(images, imagesPerRecording, seed);
  }

  /// The processes of the recording with this seed: one to three, some killed, some with a failed
  /// sync.
  static List<RecordedProcess> runs(long recordingSeed) {
    var random = new Random(recordingSeed);
    var runs = new ArrayList<RecordedProcess>();
    int processes = 1 + random.nextInt(3);
    for (int i = 0; i < processes; i++) {
      ProcessEnd end = random.nextInt(3) == 0 ? ProcessEnd.CLOSE : ProcessEnd.HALT;
      long failing = random.nextInt(3) == 0 ? 1 + random.nextInt(MAX_FAILING_SYNC) : 0;
      runs.add(new RecordedProcess(RecordedStore.class, end, failing));
    }
    return runs;
  }

  static WriteBack writeBack(long recordingSeed) {
    return recordingSeed % 3 == 0 ? WriteBack.FAILS : WriteBack.WORKS;
  }
}
