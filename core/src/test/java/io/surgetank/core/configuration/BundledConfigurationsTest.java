package io.surgetank.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Intake.ClientId;
import io.surgetank.core.pipeline.Intake.Selector;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.ReplyTemplate.Node;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.repository.RepositoryText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bundled configurations: the built-in one, and the example.
class BundledConfigurationsTest {
  private static Pipeline pipeline(String name) {
    return DefaultConfiguration.pipelines().named(new PipelineName(name)).orElseThrow();
  }

  @Test
  void the_default_configuration_passes_all_checks() {
    var configurationResult = ConfigurationReader.read(DefaultConfiguration.source());

    assertThat(SampleConfigurations.errors(configurationResult)).isEmpty();
    assertThat(configurationResult)
        .isEqualTo(
            new ConfigurationResult.Valid(DefaultConfiguration.pipelines(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "orders,/orders,order",
    "customer-orders,/orders,order",
    "shop-orders,/order,order",
    "tasks,/task,task",
    "gateway-tasks,/api/v1/tasks,task"
  })
  void the_default_has_the_pipelines_of_the_five_systems(String name, String path, String handler) {
    assertThat(pipeline(name).intake().path()).isEqualTo(path);
    assertThat(pipeline(name).work().handler().name()).isEqualTo(handler);
    assertThat(pipeline(name).work().simulate().isOff()).isTrue();
  }

  @Test
  void clients_choose_ids_in_the_same_systems_as_before() {
    assertThat(pipeline("customer-orders").intake().clientId())
        .isEqualTo(new ClientId.Member("order_id"));
    assertThat(pipeline("customer-orders").intake().selector())
        .isEqualTo(new Selector.HasMember("order_id"));
    assertThat(pipeline("gateway-tasks").intake().clientId())
        .isEqualTo(new ClientId.Member("taskId"));
    assertThat(pipeline("orders").intake().clientId()).isEqualTo(new ClientId.None());
  }

  @Test
  void the_gateway_waits_one_lease_more_with_each_of_two_attempts() {
    assertThat(pipeline("gateway-tasks").retry())
        .isEqualTo(new RetryPolicy.Linear(Duration.ofMinutes(1), Duration.ofHours(12), 2));
    assertThat(pipeline("gateway-tasks").work().lease()).isEqualTo(Duration.ofMinutes(1));
    assertThat(pipeline("gateway-tasks").work().batch()).isEqualTo(10);
  }

  @Test
  void replies_have_the_same_members_in_order_as_before() {
    assertThat(pipeline("orders").intake().reply().members().keySet())
        .containsExactly("message", "orderId", "created_at", "status");
    assertThat(pipeline("customer-orders").intake().reply().members().keySet())
        .containsExactly("message", "messageId", "orderId");
    assertThat(pipeline("shop-orders").intake().reply().members().keySet())
        .containsExactly("message", "order_id", "debug");
    assertThat(pipeline("tasks").intake().reply().members().keySet())
        .containsExactly("message", "task_id");
    assertThat(pipeline("gateway-tasks").intake().reply().members().keySet())
        .containsExactly("taskId", "messageId");
    assertThat(pipeline("shop-orders").intake().rejection().members())
        .containsEntry("error", new Node.Text("{detail}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "orders|true|{'productId':'TEST','quantity':1,'customerEmail':'test@test.com','unitPrice':100.00}",
        "orders|true|{'productId':'T','quantity':1,'customerEmail':'a@b.de','unitPrice':0,'more':{'x':1}}",
        "orders|false|{}",
        "orders|false|{'productId':'T','quantity':0,'customerEmail':'a@b.de','unitPrice':1}",
        "orders|false|{'productId':'T','quantity':1,'customerEmail':'ab.de','unitPrice':1}",
        "orders|false|{'productId':'T','quantity':1,'customerEmail':'a@b.de','unitPrice':-1}",
        "customer-orders|true|{'order_id':'test-order-1-1768000000','customer_name':'Test Customer','product':'Demo Product','quantity':3,'price':42}",
        "customer-orders|true|{'order_id':'x','lines':[{'a':[1.5,true]}]}",
        "customer-orders|false|{'order_id':''}",
        "customer-orders|false|{'order_id':7}",
        "shop-orders|true|{'email':'abcdef@test.com','items':[{'sku':'BOOK-001','qty':2}]}",
        "shop-orders|false|{'email':'a@test.com','items':[]}",
        "shop-orders|false|{'email':'a@test.com','items':[{'sku':'','qty':2}]}",
        "shop-orders|false|{'email':'a@test.com','items':[{'sku':'B','qty':true}]}",
        "shop-orders|false|{'email':'a@test.com','items':[{'sku':'B','qty':0}]}",
        "shop-orders|false|{'email':null,'items':[{'sku':'B','qty':1}]}",
        "shop-orders|false|{'email':'a@test.com','items':[{'sku':'B','qty':1}],'x':1}",
        "tasks|true|{'description':'water the plants'}",
        "tasks|true|{}",
        "tasks|false|{'description':1.5}",
        "gateway-tasks|true|{'taskId':1,'payload':{'someProperty':'test'}}",
        "gateway-tasks|true|{'taskId':'a','payload':0}",
        "gateway-tasks|false|{'taskId':'','payload':1}",
        "gateway-tasks|false|{'taskId':1.5,'payload':1}",
        "gateway-tasks|false|{'taskId':1,'payload':null}",
        "gateway-tasks|false|{'taskId':1}",
      })
  void the_schemas_accept_the_expected_payloads(String name, boolean isTaken, String payload) {
    var config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    var registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
    var schema = registry.getSchema(Json.read(pipeline(name).intake().schema().json()));

    var errors = schema.validate(Json.read(payload.replace('\'', '"')));

    assertThat(errors.isEmpty()).as(errors.toString()).isEqualTo(isTaken);
  }

  @Test
  void the_example_is_valid() throws IOException {
    var folder = RepositoryText.root().resolve("examples/payments");
    var yaml = Files.readString(folder.resolve("surgetank.yaml"));

    var configurationResult =
        ConfigurationReader.read(
            new ConfigurationSource("surgetank.yaml", yaml, name -> text(folder.resolve(name))));

    assertThat(SampleConfigurations.errors(configurationResult)).isEmpty();
    assertThat(((ConfigurationResult.Valid) configurationResult).pipelines().all())
        .extracting(pipeline -> pipeline.name().value())
        .containsExactly("payments", "refunds");
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException unread) {
      throw new UncheckedIOException("the example cannot be read", unread);
    }
  }
}
