package io.surgetank.proof.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.disk.MemoryFolder;
import io.surgetank.proof.disk.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The quick version of `tools/proof/run disk-faults`.
class DiskFaultTest {
  private static final int STEP = 25;

  private final long seed = BuildSeed.SEED;

  @Test
  void after_a_fault_of_the_disk_nothing_acknowledged_is_lost_and_nothing_more_is_acknowledged()
      throws Exception {
    var compiler = Recorder.compiler();
    assumeTrue(compiler.isPresent(), "there is no C compiler, or the system is not Linux");
    System.out.println("seed " + seed);
    try (var folder = MemoryFolder.create()) {
      Recorder recorder = Recorder.build(compiler.orElseThrow(), folder.path());

      DiskFaultRun run =
          DiskFaultRun.of(recorder, folder.folder("faults"), plan(Duration.ofMinutes(15)));

      assertThat(run.violations()).as("seed " + seed).isEmpty();
      assertThat(run.faults()).hasSizeGreaterThan(8);
      assertThat(run.isComplete()).isTrue();
    }
  }

  @Test
  void a_run_ends_at_its_time_limit_before_the_next_fault() throws Exception {
    var compiler = Recorder.compiler();
    assumeTrue(compiler.isPresent(), "there is no C compiler, or the system is not Linux");
    try (var folder = MemoryFolder.create()) {
      Recorder recorder = Recorder.build(compiler.orElseThrow(), folder.path());

      DiskFaultRun run = DiskFaultRun.of(recorder, folder.folder("faults"), plan(Duration.ZERO));

      assertThat(run).isEqualTo(new DiskFaultRun(Map.of(), List.of(), false));
    }
  }

  private DiskFaultPlan plan(Duration timeLimit) {
    return new DiskFaultPlan(seed, STEP, List.of(FaultGroup.values()), timeLimit);
  }
}
