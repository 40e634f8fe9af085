package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.testkit.wire.RawHttp;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A web page of another origin, in a browser on a machine that runs the built-in pipelines.
class CrossOriginPolicyTest {
  @TempDir private Path temp = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"/orders", "/order", "/task", "/api/v1/tasks"})
  void other_origins_can_neither_read_nor_cancel_jobs(String path) throws Exception {
    try (var embeddedServer = EmbeddedServer.in(temp)) {
      for (String target : new String[] {path, path + "/some-id"}) {
        assertThat(allowedOrigin(embeddedServer, "GET", target))
            .doesNotContainIgnoringCase("access-control-allow");
        assertThat(allowedOrigin(embeddedServer, "OPTIONS", target))
            .doesNotContainIgnoringCase("access-control-allow");
      }
    }
  }

  private static String allowedOrigin(EmbeddedServer embeddedServer, String method, String target)
      throws Exception {
    return RawHttp.say(
        embeddedServer.port(),
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example\r\n"
            + "Access-Control-Request-Method: DELETE\r\nConnection: close\r\n\r\n");
  }
}
