package io.surgetank.core.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.handler.HandlerCatalog.Found;
import io.surgetank.core.handler.WebhookClient.WebhookResponse;
import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.repository.RepositoryText;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of a user's handler is compiled as described in its README, and loaded from its
/// folder.
class ExampleHandlerTest {
  private static final String NAME = "com.example.shipping.ShippingHandler";

  @TempDir Path classes;
  private URLClassLoader loader;

  @BeforeEach
  void compile() throws IOException {
    Path source =
        RepositoryText.root()
            .resolve("examples/handler/src/com/example/shipping/ShippingHandler.java");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(result).as("the compiler's exit code").isZero();
    loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, ExampleHandlerTest.class.getClassLoader());
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  @Test
  void the_example_ships_an_order_once_in_any_number_of_attempts() throws Exception {
    Handler handler = shipping(Map.of("carrier", "dhl"));
    var shipped = new Outcome.Processed("{\"carrier\":\"dhl\",\"parcels\":1}");

    assertThat(work(handler, "{\"productId\":\"TEST\"}")).isEqualTo(shipped);
    assertThat(work(handler, "{\"productId\":\"TEST\"}")).isEqualTo(shipped);
  }

  @Test
  void the_example_shows_every_outcome() throws Exception {
    assertThat(work(shipping(Map.of()), "{\"way\":\"pickup\"}")).isInstanceOf(Outcome.Dead.class);
    assertThat(work(shipping(Map.of("carrier", "closed")), "{}"))
        .isEqualTo(new Outcome.Retry(Duration.ofMinutes(30), "the carrier is closed"));
    assertThatThrownBy(() -> work(shipping(Map.of("carrier", "broken")), "{}"))
        .isInstanceOf(IOException.class);
  }

  private Handler shipping(Map<String, String> settings) {
    var catalog =
        new HandlerCatalog(
            loader,
            _ -> new WebhookResponse(204, Map.of(), new byte[0]),
            SecretSource.NONE,
            () -> SampleJobs.NOW);
    Found found = catalog.find(new HandlerRef(NAME, settings));
    assertThat(found).isInstanceOf(Found.Ready.class);
    return ((Found.Ready) found).handler();
  }

  private static Outcome work(Handler handler, String payload) throws Exception {
    return handler.handle(SampleJobs.job(payload), SampleJobs.FIRST);
  }
}
