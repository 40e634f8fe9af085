package io.surgetank.core.configuration;

import io.surgetank.core.pipeline.Cors;
import io.surgetank.core.pipeline.Intake;
import io.surgetank.core.pipeline.Intake.ClientId;
import io.surgetank.core.pipeline.Intake.Idempotency;
import io.surgetank.core.pipeline.Intake.Selector;
import io.surgetank.core.pipeline.PipelineAccess;
import io.surgetank.core.pipeline.PlaceholderNames;
import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.ReplyTemplate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads what a pipeline accepts, and its responses.
final class IntakeSection {
  static final int DEFAULT_MAX_BODY = 256 << 10;

  /// The largest SQS message, so that pipelines can be moved; larger content belongs in a file
  /// store, with its URL in the job.
  static final int LARGEST_MAX_BODY = 1 << 20;

  static final long DEFAULT_BACKLOG = 10_000_000;
  static final long LARGEST_BACKLOG = 1_000_000_000;

  /// A longer list of origins belongs in a gateway.
  static final int MAX_ORIGINS = 32;

  static final ReplyTemplate DEFAULT_REPLY = defaultReply();

  /// Standard members of a problem document (RFC 9457).
  private static final Set<String> PROBLEM_MEMBERS =
      Set.of("type", "title", "status", "detail", "instance");

  private final YamlMap map;
  private final SchemaFiles schemas;
  private Optional<String> path = Optional.empty();
  private Selector selector = new Selector.Any();

  IntakeSection(YamlMap map, SchemaFiles schemas) {
    this.map = map;
    this.schemas = schemas;
  }

  /// The intake, or empty when its path or schema is invalid.
  Optional<Intake> read() {
    path = map.required("path", PathRules::read);
    selector = selector(map.section("when"));
    var schema = map.required("schema", SchemaFiles::name).flatMap(name -> schemas.load(name, map));
    var clientId = map.value("id", TextParser::member).<ClientId>map(ClientId.Member::new);
    var idempotency =
        map.optional("idempotency", TextParser.oneOf(Idempotency.class), Idempotency.OPTIONAL);
    var maxBody = map.optional("maxBody", maxBodyForm(), (long) DEFAULT_MAX_BODY);
    var rate = map.optional("rate", RateParser.withBurstOf(Duration.ofSeconds(1)), Rate.UNLIMITED);
    var backlog = map.optional("backlog", CountParser.between(1, LARGEST_BACKLOG), DEFAULT_BACKLOG);
    var reply = template("reply", PlaceholderNames.REPLY).orElse(DEFAULT_REPLY);
    var rejection = template("rejection", PlaceholderNames.REJECTION).orElse(ReplyTemplate.EMPTY);
    refuseProblemMembers(rejection);
    var cors = cors(map.section("cors"));
    map.refuseOthers();
    if (path.isEmpty() || schema.isEmpty()) return Optional.empty();
    return Optional.of(
        new Intake(
            path.get(),
            selector,
            schema.get(),
            clientId.orElse(new ClientId.None()),
            idempotency,
            Math.toIntExact(maxBody),
            rate,
            backlog,
            reply,
            rejection,
            cors));
  }

  /// The path and selector, once the section is read. Empty when the path is invalid.
  Optional<PathRules.Claim> claim(String pipeline, PipelineAccess access) {
    return path.map(text -> new PathRules.Claim(pipeline, map, text, selector, access));
  }

  private static ValueParser<Long> maxBodyForm() {
    ValueParser<Long> sizes = SizeParser::read;
    return sizes
        .where(size -> size >= 1, "allows no body", "use at least 1B")
        .where(
            size -> size <= LARGEST_MAX_BODY,
            "is more than 1MB, the SQS message limit",
            "use at most 1MB; put larger content into a file store and send its URL");
  }

  private static Selector selector(YamlMap when) {
    var member = when.required("has", TextParser::member);
    when.refuseOthers();
    return member.<Selector>map(Selector.HasMember::new).orElse(new Selector.Any());
  }

  private Optional<ReplyTemplate> template(String name, PlaceholderNames known) {
    return map.node(name)
        .flatMap(node -> new TemplateSection(map.errors(), known).read(map.named(name), node));
  }

  private void refuseProblemMembers(ReplyTemplate rejection) {
    for (var member : rejection.members().keySet())
      if (PROBLEM_MEMBERS.contains(member))
        map.error(
            "rejection",
            "has the member '" + member + "', which every problem document has",
            "choose another name (RFC 9457 reserves type, title, status, detail, instance)");
  }

  private static Cors cors(YamlMap cors) {
    var origins = cors.node("origins");
    cors.refuseOthers();
    if (origins.isEmpty()) {
      if (!cors.isAbsent())
        cors.error("origins", "is missing", "add 'origins: [https://shop.example]'");
      return Cors.NONE;
    }
    if (!(origins.get() instanceof SequenceNode list)) {
      cors.error(
          "origins",
          "must be a list, but is " + YamlMap.kind(origins.get()),
          "use [https://shop.example], or [\"*\"] for any");
      return Cors.NONE;
    }
    if (list.getValue().size() > MAX_ORIGINS) {
      cors.error(
          "origins", "has more than " + MAX_ORIGINS + " origins", "list fewer, or use [\"*\"]");
      return Cors.NONE;
    }
    return new Cors(
        list.getValue().stream()
            .flatMap(node -> cors.scalar(cors.named("origins"), node, TextParser::origin).stream())
            .toList());
  }

  private static ReplyTemplate defaultReply() {
    Map<String, ReplyTemplate.Node> members = new LinkedHashMap<>();
    for (var name : List.of("id", "status"))
      members.put(name, new ReplyTemplate.Node.Text("{" + name + "}"));
    return new ReplyTemplate(members);
  }
}
