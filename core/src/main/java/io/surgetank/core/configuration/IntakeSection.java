package io.surgetank.core.configuration;

import io.surgetank.core.pipeline.Cors;
import io.surgetank.core.pipeline.Intake;
import io.surgetank.core.pipeline.Intake.ClientId;
import io.surgetank.core.pipeline.Intake.Idempotency;
import io.surgetank.core.pipeline.Intake.Selector;
import io.surgetank.core.pipeline.Placeholders;
import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.Template;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads what a pipeline takes in, and what it answers.
final class IntakeSection {
  static final int DEFAULT_MAX_BODY = 256 << 10;

  /// The largest message SQS takes, so that pipelines can move; larger things belong into a file
  /// store, with the job carrying their address.
  static final int LARGEST_MAX_BODY = 1 << 20;

  static final long DEFAULT_BACKLOG = 10_000_000;
  static final long LARGEST_BACKLOG = 1_000_000_000;

  /// A longer list of origins is a rule that belongs into a gateway.
  static final int MAX_ORIGINS = 32;

  static final Template DEFAULT_REPLY = defaultReply();

  /// Members of a problem document (RFC 9457) that are the server's own.
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

  /// The intake, or empty where its path or schema is faulty.
  Optional<Intake> read() {
    path = map.required("path", PathRules::read);
    selector = selector(map.section("when"));
    var schema = map.required("schema", SchemaFiles::name).flatMap(name -> schemas.load(name, map));
    var clientId = map.perhaps("id", TextParser::member).<ClientId>map(ClientId.Member::new);
    var idempotency =
        map.optional("idempotency", TextParser.oneOf(Idempotency.class), Idempotency.OPTIONAL);
    var maxBody = map.optional("maxBody", maxBodyForm(), (long) DEFAULT_MAX_BODY);
    var rate = map.optional("rate", RateParser.withBurstOf(Duration.ofSeconds(1)), Rate.UNLIMITED);
    var backlog = map.optional("backlog", CountParser.between(1, LARGEST_BACKLOG), DEFAULT_BACKLOG);
    var reply = template("reply", Placeholders.REPLY).orElse(DEFAULT_REPLY);
    var rejection = template("rejection", Placeholders.REJECTION).orElse(Template.EMPTY);
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

  /// What the pipeline claims, once the section is read. Empty where the path is faulty.
  Optional<PathRules.Claim> claim(String pipeline) {
    return path.map(text -> new PathRules.Claim(pipeline, map, text, selector));
  }

  private static ValueParser<Long> maxBodyForm() {
    ValueParser<Long> sizes = SizeParser::read;
    return sizes
        .where(size -> size >= 1, "lets no body by", "write at least 1B")
        .where(
            size -> size <= LARGEST_MAX_BODY,
            "is over 1MB, the largest message a queue takes (SQS)",
            "write at most 1MB; put larger things into a file store and send their address");
  }

  private static Selector selector(YamlMap when) {
    var member = when.required("has", TextParser::member);
    when.refuseOthers();
    return member.<Selector>map(Selector.HasMember::new).orElse(new Selector.Any());
  }

  private Optional<Template> template(String name, Placeholders known) {
    return map.node(name)
        .flatMap(node -> new TemplateSection(map.faults(), known).read(map.named(name), node));
  }

  private void refuseProblemMembers(Template rejection) {
    for (var member : rejection.members().keySet())
      if (PROBLEM_MEMBERS.contains(member))
        map.fault(
            "rejection",
            "names '" + member + "', which every problem document has already",
            "choose another name (RFC 9457 keeps type, title, status, detail, instance)");
  }

  private static Cors cors(YamlMap cors) {
    var origins = cors.node("origins");
    cors.refuseOthers();
    if (origins.isEmpty()) {
      if (!cors.isAbsent())
        cors.fault("origins", "is missing", "add 'origins: [https://shop.example]'");
      return Cors.NONE;
    }
    if (!(origins.get() instanceof SequenceNode list)) {
      cors.fault(
          "origins",
          "should be a list, but is " + YamlMap.kind(origins.get()),
          "write [https://shop.example], or [\"*\"] for any");
      return Cors.NONE;
    }
    if (list.getValue().size() > MAX_ORIGINS) {
      cors.fault("origins", "lists over " + MAX_ORIGINS + " origins", "list fewer, or [\"*\"]");
      return Cors.NONE;
    }
    return new Cors(
        list.getValue().stream()
            .flatMap(node -> cors.scalar(cors.named("origins"), node, TextParser::origin).stream())
            .toList());
  }

  private static Template defaultReply() {
    Map<String, Template.Node> members = new LinkedHashMap<>();
    for (var name : List.of("id", "status"))
      members.put(name, new Template.Node.Text("{" + name + "}"));
    return new Template(members);
  }
}
