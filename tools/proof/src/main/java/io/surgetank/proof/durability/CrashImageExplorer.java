package io.surgetank.proof.durability;

import io.surgetank.core.job.JobKey;
import io.surgetank.proof.disk.DiskEvent;
import io.surgetank.proof.disk.PowerCut;
import io.surgetank.proof.disk.RecordedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Cuts the power at the points of one recording.
final class CrashImageExplorer {
  /// How many images are tried.
  ///
  /// @param samples random images at each point
  /// @param maxImages the maximum number of different images; the points are chosen so that they
  ///   are spread over the whole recording
  record ImageLimits(int samples, long maxImages) {
    /// About: at many points an image is equal to an earlier one.
    long imagesPerPoint() {
      return samples + 1L;
    }
  }

  /// Whether the kernel still writes what a process had not synced when it ended.
  enum WriteBack {
    /// A later sync of the file writes them.
    WORKS,
    /// The kernel fails to write them, and reports it to no process: they may be missing on the
    /// disk, although later processes read them and sync the file.
    FAILS
  }

  /// What a recording's images have shown.
  ///
  /// @param points at which the power was cut
  /// @param cuts with equal images counted each time
  /// @param images different ones
  record ExplorationResult(long points, long cuts, long images, List<ViolatingImage> violations) {}

  /// @param event the number of the last event before the power failure
  record ViolatingImage(int event, PowerCut cut, List<String> violations) {}

  private static final int MAX_VIOLATIONS = 20;

  /// While a process opens what an earlier one has left, the power fails this many times as often:
  /// such a phase has few calls, and each of them matters.
  private static final int OPENING_WEIGHT = 16;

  private final Recording recording;
  private final ImageChecker checker;
  private final Random random;
  private final ImageLimits extent;
  private final WriteBack writeBack;
  private final long stride;
  private final ExpectedStore expected = new ExpectedStore();
  private final Set<Long> images = new HashSet<>();
  private final List<ViolatingImage> violations = new ArrayList<>();
  private long points;
  private long cuts;

  /// @param folder for the images; is empty, and on a fast disk
  CrashImageExplorer(
      Recording recording, Path folder, long seed, ImageLimits extent, WriteBack writeBack) {
    this.recording = recording;
    this.checker = new ImageChecker(folder, keys(recording.events()));
    this.random = new Random(seed);
    this.extent = extent;
    this.writeBack = writeBack;
    this.stride =
        Math.max(1, weights(recording.events()) * extent.imagesPerPoint() / extent.maxImages);
  }

  private static long weights(List<DiskEvent> events) {
    var phase = new Phase();
    long sum = 0;
    for (DiskEvent event : events) {
      phase.apply(event);
      if (event instanceof DiskEvent.Written
          || event instanceof DiskEvent.Resized
          || event instanceof DiskEvent.SyncEnded
          || event instanceof DiskEvent.Noted) sum += phase.weight();
    }
    return sum;
  }

  /// Whether a process opens the store of an earlier one.
  private static final class Phase {
    private int processes;
    private boolean isOpening;

    void apply(DiskEvent event) {
      if (!(event instanceof DiskEvent.Noted noted)) return;
      switch (StoreNote.parse(noted.text())) {
        case StoreNote.ProcessStarted _ -> isOpening = ++processes > 1;
        case StoreNote.StoreOpened _ -> isOpening = false;
        default -> {}
      }
    }

    int weight() {
      return isOpening ? OPENING_WEIGHT : 1;
    }
  }

  private static Set<JobKey> keys(List<DiskEvent> events) {
    return events.stream()
        .filter(DiskEvent.Noted.class::isInstance)
        .map(event -> StoreNote.parse(((DiskEvent.Noted) event).text()))
        .filter(StoreNote.Began.class::isInstance)
        .map(note -> ((StoreNote.Began) note).call())
        .filter(StoreCall.Put.class::isInstance)
        .flatMap(call -> ((StoreCall.Put) call).jobs().stream())
        .filter(job -> !job.key().isEmpty())
        .map(StoreCaller::key)
        .collect(Collectors.toSet());
  }

  /// @param isStopped checked before each point
  ExplorationResult run(BooleanSupplier isStopped) throws IOException {
    var disk = new RecordedDisk(recording.root());
    var phase = new Phase();
    long weights = 0;
    for (int i = 0; i < recording.events().size() && !isDone(); i++) {
      DiskEvent event = recording.events().get(i);
      boolean isPoint = disk.apply(event);
      phase.apply(event);
      if (event instanceof DiskEvent.Noted noted) {
        StoreNote note = StoreNote.parse(noted.text());
        if (note instanceof StoreNote.ProcessStarted) {
          disk.processStarted();
          if (writeBack == WriteBack.FAILS) disk.loseUnsynced();
        }
        expected.apply(note);
        isPoint |= note instanceof StoreNote.Returned;
      }
      if (isPoint) weights += phase.weight();
      if (!isPoint || weights < stride) continue;
      weights %= stride;
      if (isStopped.getAsBoolean()) break;
      cut(disk, i);
    }
    return new ExplorationResult(points, cuts, images.size(), violations);
  }

  private boolean isDone() {
    return images.size() >= extent.maxImages || violations.size() >= MAX_VIOLATIONS;
  }

  private List<PowerCut> cuts(RecordedDisk disk) {
    return PowerCuts.at(disk.unsynced(), disk.uncertain(), random, extent.samples);
  }

  private void cut(RecordedDisk disk, int event) throws IOException {
    points++;
    for (PowerCut cut : cuts(disk)) {
      cuts++;
      var image = disk.image(cut);
      images.add(image.digest());
      List<String> found = checker.violations(image, expected);
      if (!found.isEmpty()) violations.add(new ViolatingImage(event, cut, found));
    }
  }
}
