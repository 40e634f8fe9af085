package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.maintenance.BackupReport;
import io.surgetank.core.maintenance.CopyProgress;
import io.surgetank.core.maintenance.DamagePolicy;
import io.surgetank.core.maintenance.StoreCheckReport;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// A store in a folder, its backup, and the folder into which that is restored.
final class CopiedStore {
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));
  final Path temp;
  Path folder;
  Path backup;
  Path restored;

  CopiedStore(Path temp) {
    this.temp = temp;
    folder = temp.resolve("data");
    backup = temp.resolve("backup");
    restored = temp.resolve("restored");
  }

  BackupReport takeBackup() {
    return new StoreBackup(folder, clock, CopyProgress.NONE).writeTo(backup);
  }

  StoreCheckReport restore(DamagePolicy policy) {
    return new StoreRestore(backup, clock, policy, CopyProgress.NONE).into(restored);
  }

  static Set<String> names(Path folder) throws IOException {
    var names = new TreeSet<String>();
    try (var files = Files.list(folder)) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    }
    return names;
  }

  static String permissions(Path file) {
    try {
      Set<PosixFilePermission> permissions =
          Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
      return PosixFilePermissions.toString(permissions);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /// Closing a file descriptor of the database here would release SQLite's locks.
  static void copyByAnotherProcess(Path from, Path to) throws Exception {
    assertThat(new ProcessBuilder("cp", "-r", from.toString(), to.toString()).start().waitFor())
        .isZero();
  }

  static void change(Path file, String from, String to) throws IOException {
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(content).contains(from);
    Files.writeString(file, content.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  OpenEngine open() {
    return open(folder);
  }

  OpenEngine openUnflushed() {
    return OpenEngine.unflushed(folder, SamplePipelines.PIPELINES, clock);
  }

  OpenEngine open(Path at) {
    return new OpenEngine(at, SamplePipelines.PIPELINES, clock);
  }

  Job put(OpenEngine engine, String payload) {
    var id = ids.next();
    var job = new Job(id, SamplePipelines.ORDERS, payload, Trace.of(id));
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
    return job;
  }
}
