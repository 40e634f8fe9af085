package io.surgetank.core.api;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Cors;
import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.pipeline.Intake;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.PayloadSchema;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.ReplyTemplate;
import io.surgetank.core.pipeline.Retention;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.Simulation;
import io.surgetank.core.pipeline.Work;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pipelines for tests.
final class TestPipelines {
  static final int MAX_BODY_BYTES = 64 * 1024;

  static final String BOOK_SCHEMA =
      """
      {"type": "object", "required": ["email", "items"],
       "errorMessage": {"required": {"items": "Missing 'items' in order", "email": "Missing 'email' in order"}},
       "properties": {
         "email": {"type": "string", "format": "email"},
         "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/item"},
           "errorMessage": {"type": "'items' must be an array", "minItems": "'items' array cannot be empty"}}},
       "$defs": {"item": {"type": "object", "required": ["sku", "qty"],
         "errorMessage": {"type": "Item at index {index} must be an object",
           "required": {"sku": "Item at index {index} missing 'sku' field",
             "qty": "Item at index {index} missing 'qty' field"}},
         "properties": {"sku": {"type": "string", "minLength": 1},
           "qty": {"type": "integer", "exclusiveMinimum": 0,
             "errorMessage": {"type": "Item at index {index} has invalid quantity",
               "exclusiveMinimum": "Item at index {index} has invalid quantity"}}}}}}
      """;

  private TestPipelines() {}

  /// Accepts any object, at `/parcels`, with a reply with every kind of member.
  static Pipeline parcels() {
    return with("parcels", "/parcels", intake -> intake);
  }

  /// Accepts what the schema accepts, at `/` and its name.
  static Pipeline checked(String name, String schema) {
    return with(
        name,
        "/" + name,
        it ->
            new Intake(
                it.path(),
                it.selector(),
                new PayloadSchema(name + ".json", schema),
                it.clientId(),
                it.idempotency(),
                it.maxBodyBytes(),
                it.rate(),
                1_000_000,
                it.reply(),
                it.rejection(),
                it.cors()));
  }

  /// Selected by `order_id`, which is also the client's id.
  static Pipeline named(String name, String path) {
    return pipeline(
        name,
        new Intake(
            path,
            new Intake.Selector.HasMember("order_id"),
            new PayloadSchema("named.json", "{\"type\": \"object\", \"required\": [\"order_id\"]}"),
            new Intake.ClientId.Member("order_id"),
            Intake.Idempotency.OPTIONAL,
            MAX_BODY_BYTES,
            Rate.UNLIMITED,
            1_000,
            template(Map.of("orderId", "{payload.order_id}")),
            ReplyTemplate.EMPTY,
            Cors.NONE));
  }

  /// The order with items of system 001, at `/order`.
  static Pipeline books() {
    return pipeline(
        "books",
        new Intake(
            "/order",
            new Intake.Selector.Any(),
            new PayloadSchema("book.json", BOOK_SCHEMA),
            new Intake.ClientId.None(),
            Intake.Idempotency.OPTIONAL,
            MAX_BODY_BYTES,
            Rate.UNLIMITED,
            1_000,
            replies(),
            template(Map.of("error", "{detail}")),
            Cors.NONE));
  }

  static Pipeline required() {
    return with(
        "keyed",
        "/keyed",
        it ->
            new Intake(
                it.path(),
                it.selector(),
                it.schema(),
                it.clientId(),
                Intake.Idempotency.REQUIRED,
                it.maxBodyBytes(),
                it.rate(),
                it.backlog(),
                it.reply(),
                it.rejection(),
                it.cors()));
  }

  static Pipeline limited(Rate rate) {
    return with(
        "limited",
        "/limited",
        it ->
            new Intake(
                it.path(),
                it.selector(),
                it.schema(),
                it.clientId(),
                it.idempotency(),
                it.maxBodyBytes(),
                rate,
                it.backlog(),
                it.reply(),
                it.rejection(),
                it.cors()));
  }

  static Pipeline open(String... origins) {
    return with(
        "open",
        "/open",
        it ->
            new Intake(
                it.path(),
                it.selector(),
                it.schema(),
                it.clientId(),
                it.idempotency(),
                it.maxBodyBytes(),
                it.rate(),
                it.backlog(),
                it.reply(),
                it.rejection(),
                new Cors(List.of(origins))));
  }

  private static Pipeline with(
      String name, String path, java.util.function.UnaryOperator<Intake> change) {
    return pipeline(
        name,
        change.apply(
            new Intake(
                path,
                new Intake.Selector.Any(),
                new PayloadSchema("any.json", "{\"type\": \"object\"}"),
                new Intake.ClientId.None(),
                Intake.Idempotency.OPTIONAL,
                MAX_BODY_BYTES,
                Rate.UNLIMITED,
                1_000,
                replies(),
                ReplyTemplate.EMPTY,
                Cors.NONE)));
  }

  private static ReplyTemplate replies() {
    Map<String, ReplyTemplate.Node> members = new LinkedHashMap<>();
    members.put("message", new ReplyTemplate.Node.Text("Order accepted"));
    members.put("order_id", new ReplyTemplate.Node.Text("{id}"));
    members.put("created_at", new ReplyTemplate.Node.Text("{acceptedAt}"));
    members.put("status", new ReplyTemplate.Node.Text("{status}"));
    members.put("amount", new ReplyTemplate.Node.Text("{payload.amount}"));
    members.put(
        "debug",
        new ReplyTemplate.Node.Members(
            template(Map.of("received", "{count.received}", "validated", "{count.validated}"))));
    return new ReplyTemplate(members);
  }

  private static ReplyTemplate template(Map<String, String> texts) {
    Map<String, ReplyTemplate.Node> members = new LinkedHashMap<>();
    texts.forEach((name, text) -> members.put(name, new ReplyTemplate.Node.Text(text)));
    return new ReplyTemplate(members);
  }

  private static Pipeline pipeline(String name, Intake intake) {
    return new Pipeline(
        new PipelineName(name),
        intake,
        new Work(
            new HandlerRef("order", Map.of()),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            10,
            8,
            Rate.UNLIMITED,
            Ordering.NONE,
            Simulation.OFF),
        new RetryPolicy.Fixed(Duration.ofSeconds(1), 3),
        new Retention(Duration.ofDays(90), Duration.ofDays(14)));
  }
}
