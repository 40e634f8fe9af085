package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Status;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsOn(TestedBackend.EMBEDDED)
@Verifies({Promise.P1, Promise.P2})
class EngineKillTest {
  private static final int ROUNDS = 10;

  @TempDir private Path folder;

  @Test
  void acknowledged_jobs_survive_ten_kills() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    Set<String> put = new HashSet<>();
    Set<String> done = new HashSet<>();

    for (int round = 0; round < ROUNDS; round++) {
      run(100 + random.nextInt(900), put, done);
      try (var engine =
          new OpenEngine(
              folder, SamplePipelines.PIPELINES, InstantSource.system(), System::nanoTime)) {
        for (String id : put)
          assertThat(engine.jobs().find(JobId.parse(id).orElseThrow())).as(id).isPresent();
        for (String id : done)
          assertThat(engine.jobs().find(JobId.parse(id).orElseThrow()).orElseThrow().status())
              .as(id)
              .isEqualTo(Status.PROCESSED);
        assertThat(engine.ledger().verify().findings()).isEmpty();
      }
    }
    assertThat(put).hasSizeGreaterThan(ROUNDS * 50);
  }

  /// Runs a process until it has printed `lines` lines, kills it, and collects its output.
  private void run(int lines, Set<String> put, Set<String> done) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KillTarget.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader()) {
      int read = 0;
      // After the kill, the pipe still has lines printed before it.
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.length() == 40) put.add(line.substring(4));
        else if (line.length() == 41) done.add(line.substring(5));
        if (++read == lines) assertThat(process.toHandle().destroyForcibly()).isTrue();
      }
    }
    assertThat(process.waitFor()).isNotZero();
  }
}
