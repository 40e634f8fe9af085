package io.surgetank.proof.durability;

import io.surgetank.core.job.JobKey;
import io.surgetank.proof.campaign.Folders;
import io.surgetank.proof.disk.DiskImage;
import io.surgetank.sqlite.SqliteEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Opens images with the engine and compares what they contain with what was acknowledged.
final class ImageChecker {
  /// Equal images follow each other closely: between two syncs.
  private static final int REMEMBERED = 64;

  /// Every n-th image is opened a second time, to check the store that the first start left.
  static final int REOPENED = 8;

  /// The opened store, or why it was refused.
  private sealed interface OpenResult {
    record Store(Observation content) implements OpenResult {}

    record Refused(String message) implements OpenResult {}
  }

  private final Path folder;
  private final Set<JobKey> keys;
  private final StepClock clock = new StepClock(StepClock.START.plus(Duration.ofDays(30)));
  private final Map<Long, OpenResult> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, OpenResult> eldest) {
          return size() > REMEMBERED;
        }
      };
  private long opened;

  /// @param folder on a fast disk
  /// @param keys all keys that were ever given
  ImageChecker(Path folder, Collection<JobKey> keys) {
    this.folder = folder;
    this.keys = Set.copyOf(keys);
  }

  /// Returns how the image differs from what must be and may be there.
  List<String> violations(DiskImage image, ExpectedStore expected) throws IOException {
    long digest = image.digest();
    OpenResult known = recent.get(digest);
    if (known == null) {
      known = open(image);
      recent.put(digest, known);
    }
    return switch (known) {
      case OpenResult.Refused(String message) -> List.of("the store was not opened: " + message);
      case OpenResult.Store(Observation content) -> content.violations(expected);
    };
  }

  private OpenResult open(DiskImage image) throws IOException {
    opened++;
    try {
      image.writeTo(folder);
      Path data = folder.resolve("data");
      Observation content = observe(data);
      if (opened % REOPENED == 0 && !observe(data).equals(content))
        return new OpenResult.Refused("a second start shows another content than the first");
      return new OpenResult.Store(content);
    } catch (UncheckedIOException refused) {
      return new OpenResult.Refused(String.valueOf(refused.getMessage()));
    } finally {
      Folders.clear(folder);
    }
  }

  private Observation observe(Path data) {
    try (var engine =
        SqliteEngine.open(
            data, StorePipelines.ALL, RecordedStore.dependencies(clock, clock::nanoTime))) {
      return Observation.of(engine, keys);
    }
  }
}
