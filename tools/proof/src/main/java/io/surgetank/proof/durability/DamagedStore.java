package io.surgetank.proof.durability;

import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.maintenance.CopyProgress;
import io.surgetank.core.maintenance.StoreCheckReport;
import io.surgetank.core.maintenance.StoreProblem.Kind;
import io.surgetank.core.store.DamagedRecordException;
import io.surgetank.proof.campaign.Folders;
import io.surgetank.proof.disk.DiskImage;
import io.surgetank.proof.durability.StoreCaller.CallRecord;
import io.surgetank.sqlite.SqliteEngine;
import io.surgetank.sqlite.StoreDoctor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The files of a store that was used, to be damaged and opened.
final class DamagedStore {
  private static final int CALLS = 40;
  private static final int LOGGED = 20;
  private static final int SECTOR = 4_096;
  private static final List<String> FILES =
      List.of(
          "surgetank.db",
          "surgetank.db-wal",
          "surgetank.log.0",
          "surgetank.log.1",
          "surgetank.mark");

  /// What the store did with a damage.
  enum DamageResult {
    /// It did not start, and its message names the file.
    REFUSED,
    /// It started, and reads, its verification, or both report the damage.
    REPORTED,
    /// It has all that was acknowledged.
    HARMLESS
  }

  private final Path folder;
  private final StepClock clock = new StepClock(StepClock.START);
  private final ExpectedStore expected = new ExpectedStore();
  private final Set<JobKey> keys = new HashSet<>();
  private final DiskImage killed;
  private final DiskImage closed;

  /// @param folder is empty, and on a fast disk
  DamagedStore(Path folder, long seed) throws IOException {
    this.folder = folder;
    Path data = folder.resolve("data");
    try (SqliteEngine engine = open(data)) {
      expected.apply(new StoreNote.StoreOpened(clock.millis()));
      use(engine, new Random(seed));
      killed = withoutEnds(read(data));
    }
    closed = read(data);
    Folders.clear(folder);
  }

  private void use(SqliteEngine engine, Random random) {
    var record = new CallRecord(this::note, new AtomicInteger(), clock);
    var ids = new JobIds(clock, new Random(random.nextLong()));
    List<StoreCaller> callers =
        StorePipelines.NAMES.stream()
            .map(name -> new StoreCaller(engine, name, record, ids, new Random(random.nextLong())))
            .toList();
    for (int i = 0; i < CALLS; i++) for (StoreCaller caller : callers) caller.call();
    // Leases are not counted by the high-water mark: a lost one is an attempt that is not counted.
    callers.forEach(StoreCaller::releaseAll);
    callers.reversed().forEach(StoreCaller::putOne);
    // These are only in the commit log.
    for (int i = 0; i < LOGGED; i++) callers.get(i % 2).putOne();
  }

  private void note(StoreNote note) {
    expected.apply(note);
    if (note instanceof StoreNote.Began(_, _, StoreCall.Put(var jobs)))
      jobs.stream().filter(job -> !job.key().isEmpty()).map(StoreCaller::key).forEach(keys::add);
  }

  private SqliteEngine open(Path data) {
    return SqliteEngine.open(
        data,
        StorePipelines.ALL,
        RecordedStore.dependencies(clock, clock::nanoTime).startedBy(FlushThreads.onNeed()));
  }

  private static DiskImage read(Path data) throws IOException {
    var files = new TreeMap<String, byte[]>();
    for (String name : FILES) {
      Path file = data.resolve(name);
      if (Files.exists(file)) files.put("data/" + name, Files.readAllBytes(file));
    }
    return new DiskImage(files);
  }

  /// The files without what the commit log has allocated ahead, so that less is damaged in vain.
  private static DiskImage withoutEnds(DiskImage image) {
    var files = new TreeMap<String, byte[]>(image.files());
    files.replaceAll((path, content) -> path.contains(".log.") ? withoutEnd(content) : content);
    return new DiskImage(files);
  }

  /// The content up to its last byte that is not zero, in whole sectors.
  private static byte[] withoutEnd(byte[] content) {
    int used = content.length;
    while (used > 0 && content[used - 1] == 0) used--;
    int size = (used + SECTOR - 1) / SECTOR * SECTOR;
    return Arrays.copyOf(content, Math.min(size, content.length));
  }

  /// The files after a kill: the newest changes are only in the log.
  DiskImage killed() {
    return killed;
  }

  /// The files after a clean stop, without a log.
  DiskImage closed() {
    return closed;
  }

  /// Opens the damaged files. Empty: the store served something else than was acknowledged, or
  /// nothing, without reporting it; or it failed without a message for an operator.
  Optional<DamageResult> open(DiskImage damaged) throws IOException {
    damaged.writeTo(folder);
    try (SqliteEngine engine = open(folder.resolve("data"))) {
      Observation seen = Observation.of(engine, keys);
      boolean isReported = !engine.ledger().verify().passes() || !engine.unserved().isEmpty();
      if (isReported) return Optional.of(DamageResult.REPORTED);
      return seen.withAllActors(expected.actors()).violations(expected).isEmpty()
          ? Optional.of(DamageResult.HARMLESS)
          : Optional.empty();
    } catch (DamagedRecordException reported) {
      return Optional.of(DamageResult.REPORTED);
    } catch (UncheckedIOException refused) {
      String message = String.valueOf(refused.getMessage());
      return message.contains("surgetank.") || message.contains("the store ")
          ? Optional.of(DamageResult.REFUSED)
          : Optional.empty();
    } finally {
      Folders.clear(folder);
    }
  }

  /// Whether `surgetank doctor` finds a problem in the damaged files, and leaves them as they are.
  boolean isFoundByDoctor(DiskImage damaged) throws IOException {
    damaged.writeTo(folder);
    try {
      Path data = folder.resolve("data");
      StoreCheckReport report = new StoreDoctor(data, folder, clock, CopyProgress.NONE).check();
      boolean isUnchanged = read(data).digest() == damaged.digest();
      // The files of an image have the usual permissions.
      return isUnchanged
          && report.problems().stream().anyMatch(problem -> problem.kind() != Kind.PERMISSIONS);
    } finally {
      Folders.clear(folder);
    }
  }
}
