package io.surgetank.proof.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.disk.DiskEvent;
import io.surgetank.proof.disk.MemoryFolder;
import io.surgetank.proof.disk.Recorder;
import io.surgetank.proof.durability.CrashImageExplorer.ImageLimits;
import io.surgetank.proof.durability.CrashImageExplorer.WriteBack;
import io.surgetank.proof.durability.Recording.RecordedProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The quick version of `tools/proof/run power-loss`.
class CrashImageExplorerTest {
  private static final ImageLimits QUICK = new ImageLimits(2, 400);

  private final long seed = BuildSeed.SEED;

  @Test
  void a_power_failure_at_any_point_loses_nothing_that_was_acknowledged() throws Exception {
    try (var folder = MemoryFolder.create()) {
      Recording recording =
          record(
              folder,
              new RecordedProcess(RecordedStore.class, ProcessEnd.HALT, 0),
              new RecordedProcess(RecordedStore.class, ProcessEnd.CLOSE, 20 + seed % 30),
              new RecordedProcess(RecordedStore.class, ProcessEnd.CLOSE, 0));

      var result = cut(folder, recording, QUICK);

      assertThat(result.violations()).as("seed " + seed).isEmpty();
      assertThat(result.images()).isGreaterThan(QUICK.maxImages() / 4);

      assertThat(cut(folder, acknowledgedEarly(recording), QUICK).violations())
          .as("acknowledgements before the sync are found")
          .isNotEmpty();
    }
  }

  @Test
  void a_store_that_does_not_sync_its_commits_is_found() throws Exception {
    try (var folder = MemoryFolder.create()) {
      Recording recording =
          record(folder, new RecordedProcess(UnsyncedStore.class, ProcessEnd.HALT, 0));

      assertThat(cut(folder, recording, QUICK).violations()).isNotEmpty();
    }
  }

  private Recording record(MemoryFolder folder, RecordedProcess... runs) throws Exception {
    var compiler = Recorder.compiler();
    assumeTrue(compiler.isPresent(), "there is no C compiler, or the system is not Linux");
    System.out.println("seed " + seed);
    Recorder recorder = Recorder.build(compiler.orElseThrow(), folder.path());
    return Recording.of(recorder, folder.folder("recording"), seed, List.of(runs));
  }

  private CrashImageExplorer.ExplorationResult cut(
      MemoryFolder folder, Recording recording, ImageLimits extent) throws Exception {
    return new CrashImageExplorer(recording, folder.folder("image"), seed, extent, WriteBack.WORKS)
        .run(() -> false);
  }

  /// The same as if each put had been acknowledged when it began.
  private static Recording acknowledgedEarly(Recording recording) {
    var results = new HashMap<Integer, DiskEvent>();
    for (DiskEvent event : recording.events())
      if (event instanceof DiskEvent.Noted(String text)
          && StoreNote.parse(text) instanceof StoreNote.Returned returned)
        results.put(returned.number(), event);
    var events = new ArrayList<DiskEvent>();
    for (DiskEvent event : recording.events()) {
      boolean isMoved =
          event instanceof DiskEvent.Noted(String text)
              && StoreNote.parse(text) instanceof StoreNote.Returned(int call, _)
              && !results.containsKey(call);
      if (isMoved) continue;
      events.add(event);
      if (event instanceof DiskEvent.Noted(String text)
          && StoreNote.parse(text) instanceof StoreNote.Began(int call, _, StoreCall.Put _)
          && results.containsKey(call)) events.add(results.remove(call));
    }
    return new Recording(recording.root(), events);
  }
}
