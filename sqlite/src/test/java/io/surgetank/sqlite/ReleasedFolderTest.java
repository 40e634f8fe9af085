package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder is released when a start or a close fails. Found by `tools/proof/run disk-faults`.
class ReleasedFolderTest {
  @TempDir private Path temp;
  private final TestClock clock = new TestClock();

  @Test
  void a_close_that_fails_releases_the_folder() throws Exception {
    Path folder = temp.resolve("data");
    var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
    engine.engine.parts().mark().close();

    assertThatThrownBy(engine::close).hasMessageContaining("acknowledged jobs are safe");
    new OpenEngine(folder, SamplePipelines.PIPELINES, clock).close();
  }

  @Test
  void a_failed_start_that_cannot_remove_its_files_releases_the_folder() throws Exception {
    Path folder = temp.resolve("data");
    Path moved = temp.resolve("moved");
    var dependencies =
        new EngineDependencies(
            clock,
            clock::nanoTime,
            _ -> {},
            () -> {
              assertThat(folder.toFile().renameTo(moved.toFile())).isTrue();
              throw new IllegalStateException("the free space is unknown");
            },
            1_000,
            100);

    assertThatThrownBy(() -> SqliteEngine.open(folder, SamplePipelines.PIPELINES, dependencies))
        .hasMessage("the free space is unknown");
    Files.move(moved, folder);
    new OpenEngine(folder, SamplePipelines.PIPELINES, clock).close();
  }
}
