package io.surgetank.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.handler.HandlerCatalog.Found;
import io.surgetank.core.handler.WebhookClient.WebhookResponse;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandlerCatalogTest {
  /// A user's handler without constructor parameters.
  public static final class Plain implements Handler {
    @Override
    public Outcome handle(Job job, Attempt attempt) {
      return new Outcome.Processed("{\"plain\":true}");
    }
  }

  /// A user's handler whose constructor refuses its settings.
  public static final class Picky implements Handler {
    public Picky(Map<String, String> settings) {
      throw new IllegalArgumentException("no carrier among " + settings.keySet());
    }

    @Override
    public Outcome handle(Job job, Attempt attempt) {
      return new Outcome.Dead("never made");
    }
  }

  /// A user's handler that uses the context class loader, and changes it.
  public static final class Plugged implements Handler {
    private final ClassLoader atFirst = Thread.currentThread().getContextClassLoader();

    @Override
    public Outcome handle(Job job, Attempt attempt) {
      Thread thread = Thread.currentThread();
      String seen = atFirst.getName() + " " + thread.getContextClassLoader().getName();
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      return new Outcome.Dead(seen);
    }
  }

  /// A user's handler with a private constructor.
  public static final class Hidden implements Handler {
    Hidden() {}

    @Override
    public Outcome handle(Job job, Attempt attempt) {
      return new Outcome.Dead("never made");
    }
  }

  /// A user's handler whose class cannot be initialised.
  public static final class Uninitialised implements Handler {
    static final int PRICE = read();

    private static int read() {
      throw new IllegalStateException("no price list", new NoSuchFileException("/etc/prices.csv"));
    }

    @Override
    public Outcome handle(Job job, Attempt attempt) {
      return new Outcome.Dead("never made " + PRICE);
    }
  }

  /// A user's handler whose class fails with an error, which the JVM does not wrap.
  public static final class Asserting implements Handler {
    static final int PRICE = read();

    private static int read() {
      throw new AssertionError("the price list is empty");
    }

    @Override
    public Outcome handle(Job job, Attempt attempt) {
      return new Outcome.Dead("never made " + PRICE);
    }
  }

  /// A user's handler whose constructor fails without a message.
  public static final class Speechless implements Handler {
    public Speechless() {
      throw new IllegalStateException(new NoSuchFileException("/etc/prices.csv"));
    }

    @Override
    public Outcome handle(Job job, Attempt attempt) {
      return new Outcome.Dead("never made");
    }
  }

  static final class NotPublic implements Handler {
    @Override
    public Outcome handle(Job job, Attempt attempt) {
      return new Outcome.Dead("never made");
    }
  }

  @Test
  void the_built_in_handlers_are_found_by_their_names() throws Exception {
    assertThat(handler("order", Map.of())).isInstanceOf(OrderHandler.class);
    assertThat(handler("task", Map.of())).isInstanceOf(TaskHandler.class);
    assertThat(handler("http", Map.of("url", "https://example.com/hook", "secret", "s3cret")))
        .isInstanceOf(HttpHandler.class);
  }

  @Test
  void a_users_class_is_found_by_its_full_name() throws Exception {
    Handler handler = handler(Plain.class.getName(), Map.of());

    assertThat(handler.handle(SampleJobs.job("{}"), SampleJobs.FIRST))
        .isEqualTo(new Outcome.Processed("{\"plain\":true}"));
  }

  @Test
  void an_unknown_name_is_reported_with_the_known_ones() {
    assertThat(errors("odrer", Map.of()))
        .singleElement()
        .asString()
        .contains("odrer", "order, task, http", "class path");
  }

  @Test
  void a_class_that_is_not_a_handler_is_reported() {
    assertThat(errors("java.lang.String", Map.of()))
        .singleElement()
        .asString()
        .contains("does not implement io.surgetank.core.work.Handler");
  }

  @Test
  void a_class_that_cannot_be_instantiated_is_reported_with_the_reason() {
    assertThat(errors(Hidden.class.getName(), Map.of()))
        .singleElement()
        .asString()
        .contains("no public constructor");
    assertThat(errors(NotPublic.class.getName(), Map.of()))
        .singleElement()
        .asString()
        .contains("must be public");
    assertThat(errors(Picky.class.getName(), Map.of("a", "b")))
        .singleElement()
        .asString()
        .contains("no carrier among [a]");
    assertThat(errors(Handler.class.getName(), Map.of()))
        .singleElement()
        .asString()
        .contains("not abstract");
  }

  @Test
  void a_class_that_fails_is_reported_with_class_and_message_of_every_cause() {
    var catalog = catalog(HandlerCatalogTest.class.getClassLoader());
    String expected =
        "the class "
            + Uninitialised.class.getName()
            + " cannot be loaded: IllegalStateException: no price list;"
            + " caused by NoSuchFileException: /etc/prices.csv";
    // The JVM knows the causes only the first time; several pipelines may name the class.
    for (int pipeline = 1; pipeline <= 2; pipeline++)
      assertThat(catalog.find(new HandlerRef(Uninitialised.class.getName(), Map.of())))
          .isEqualTo(new Found.Invalid(List.of(expected)));
    assertThat(errors(Asserting.class.getName(), Map.of()))
        .singleElement()
        .asString()
        .endsWith("cannot be loaded: AssertionError: the price list is empty");
    assertThat(errors(Speechless.class.getName(), Map.of()))
        .singleElement()
        .asString()
        .endsWith(Speechless.class.getName() + ": NoSuchFileException: /etc/prices.csv");
  }

  @Test
  void a_users_class_has_its_class_loader_as_context_class_loader_only_while_it_runs()
      throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (var own =
        new URLClassLoader("own", new URL[0], HandlerCatalogTest.class.getClassLoader())) {
      Found found = find(own, Plugged.class.getName(), Map.of());

      assertThat(((Found.Ready) found).handler().handle(SampleJobs.job("{}"), SampleJobs.FIRST))
          .isEqualTo(new Outcome.Dead("own own"));
      assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
  }

  @Test
  void all_errors_of_an_http_handler_are_reported_together_without_secrets() {
    List<String> errors =
        errors("http", Map.of("ulr", "x", "tmeout", "y", "secret", "whsec_not*base64"));

    assertThat(errors).hasSize(4);
    assertThat(errors).anyMatch(error -> error.contains("no setting tmeout"));
    assertThat(errors).anyMatch(error -> error.contains("no setting ulr"));
    assertThat(errors).anyMatch(error -> error.contains("valid url"));
    assertThat(errors).noneMatch(error -> error.contains("not*base64"));
  }

  @Test
  void an_http_handlers_url_must_be_valid() {
    for (String url :
        List.of("", "example.com", "ftp://example.com", "http://", "http://a b", "/x"))
      assertThat(errors("http", Map.of("url", url))).as(url).hasSize(1);
  }

  @Test
  void headers_take_values_from_the_environment_and_from_files() {
    Map<String, String> settings =
        Map.of(
            "url", "https://example.com/hook",
            "secret", "${env:TOKEN}",
            "headers.Authorization", "Bearer ${env:TOKEN}",
            "headers.X-Api-Key", "${file:/run/key}");

    assertThat(handler("http", settings)).isInstanceOf(HttpHandler.class);
    assertThat(CustomHeaders.read(settings, HandlerCatalogTest::secret, new ArrayList<>()))
        .isEqualTo(Map.of("authorization", "Bearer t0ken", "x-api-key", "k3y"));
  }

  @Test
  void invalid_headers_are_reported_without_values() {
    List<String> errors =
        errors(
            "http",
            Map.of(
                "url", "https://example.com/hook",
                "headers.Authorization", "Bearer ${env:MISSING}",
                "headers.X-File", "${file:/missing}",
                "headers.Host", "s3cret",
                "headers.Webhook-Id", "s3cret",
                "headers.a b", "s3cret",
                "headers.X-Lines", "${env:LINES}",
                "secret", "${env:MISSING}"));

    assertThat(errors).hasSize(7).noneMatch(error -> error.contains("s3cret"));
    assertThat(errors)
        .anyMatch(error -> error.contains("environment variable MISSING, which is not set"))
        .anyMatch(error -> error.contains("file /missing, which cannot be read"));
  }

  private static Optional<String> secret(SecretSource.Kind kind, String name) {
    return switch (name) {
      case "TOKEN" -> Optional.of("t0ken");
      case "/run/key" -> Optional.of("k3y");
      case "LINES" -> Optional.of("s3cret\r\nX: y");
      default -> Optional.empty();
    };
  }

  @Test
  void unknown_settings_are_errors() {
    assertThat(errors("order", Map.of("curency", "EUR")))
        .containsExactly("the handler order has no setting curency");
    assertThat(errors(Plain.class.getName(), Map.of("a", "b"))).hasSize(1);
  }

  private static Handler handler(String name, Map<String, String> settings) {
    Found found = find(name, settings);
    assertThat(found).isInstanceOf(Found.Ready.class);
    return ((Found.Ready) found).handler();
  }

  private static List<String> errors(String name, Map<String, String> settings) {
    Found found = find(name, settings);
    assertThat(found).isInstanceOf(Found.Invalid.class);
    return ((Found.Invalid) found).errors();
  }

  private static Found find(String name, Map<String, String> settings) {
    return find(HandlerCatalogTest.class.getClassLoader(), name, settings);
  }

  private static Found find(ClassLoader loader, String name, Map<String, String> settings) {
    return catalog(loader).find(new HandlerRef(name, settings));
  }

  private static HandlerCatalog catalog(ClassLoader loader) {
    WebhookClient client = _ -> new WebhookResponse(204, Map.of(), new byte[0]);
    return new HandlerCatalog(loader, client, HandlerCatalogTest::secret, () -> SampleJobs.NOW);
  }
}
