package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.core.access.AccessLevel;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipelines;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServedPipelinesTest {
  private static final Pipelines READ = DefaultConfiguration.pipelines();

  @Test
  void the_built_in_pipelines_are_open_to_loopback_only() {
    var served = ServedPipelines.of(new ConfigurationChoice.BuiltIn(), READ).all();

    assertThat(served).hasSameSizeAs(READ.all());
    for (var pipeline : served) {
      var access = pipeline.access();
      assertThat(access.submit()).isEqualTo(AccessLevel.LOOPBACK);
      assertThat(access.read()).isEqualTo(AccessLevel.LOOPBACK);
      assertThat(access.list()).isEqualTo(AccessLevel.LOOPBACK);
      assertThat(access.cancel()).isEqualTo(AccessLevel.LOOPBACK);
    }
  }

  @Test
  void the_pipelines_of_a_file_are_as_configured() {
    assertThat(ServedPipelines.of(new ConfigurationChoice.File(Path.of("a.yaml")), READ))
        .isEqualTo(READ);
  }
}
