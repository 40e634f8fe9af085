package io.surgetank.deploy.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.serverless.ServerlessService;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// What is committed is what the commands write; otherwise write it anew, as the first line of each
/// file says.
class ConsistencyTest {
  @Test
  void the_committed_template_is_that_of_the_built_in_pipelines() throws Exception {
    assertThat(Files.readString(Infra.folder().resolve("cloudformation/surgetank.yaml")))
        .isEqualTo(new Template(Infra.stack(), Infra.SETTINGS).text());
  }

  @Test
  void the_committed_service_is_that_of_the_built_in_pipelines() throws Exception {
    assertThat(Files.readString(Infra.folder().resolve("serverless/serverless.yml")))
        .isEqualTo(new ServerlessService(Infra.stack(), Infra.SETTINGS).text());
  }
}
