package io.surgetank.deploy.infra.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The account's stacks, those that are gone too, and what requests ask them to be.
final class Stacks {
  /// By the bucket's host name, or by a path.
  private static final Pattern IN_A_BUCKET =
      Pattern.compile(
          "https://(?<host>[^/]+)\\.s3\\.[a-z0-9-]+\\.amazonaws\\.com/(?<key>[^?]+)"
              + "|https?://[^/]+/(?<bucket>[^/]+)/(?<below>[^?]+)");

  private final List<CloudStack> all = new ArrayList<>();
  private final Buckets buckets;
  private final String region;
  private final InstantSource clock;

  Stacks(Buckets buckets, String region, InstantSource clock) {
    this.buckets = buckets;
    this.region = region;
    this.clock = clock;
  }

  List<CloudStack> standing() {
    return all.stream().filter(stack -> !stack.isGone()).toList();
  }

  /// Those that are gone are only known by their id.
  CloudStack find(String nameOrId) throws Refusal {
    Optional<CloudStack> found =
        nameOrId.startsWith("arn:")
            ? all.stream().filter(stack -> stack.id().equals(nameOrId)).findFirst()
            : standing().stream().filter(stack -> stack.name().equals(nameOrId)).findFirst();
    return found.orElseThrow(
        () -> Refusal.invalid("Stack with id %s does not exist".formatted(nameOrId)));
  }

  boolean stands(String nameOrId) {
    return standing().stream()
        .anyMatch(stack -> stack.name().equals(nameOrId) || stack.id().equals(nameOrId));
  }

  CloudStack require(String nameOrId) throws Refusal {
    CloudStack found = find(nameOrId);
    if (found.isGone()) throw Refusal.invalid("Stack [%s] does not exist".formatted(nameOrId));
    return found;
  }

  CloudStack ofChangeSet(String id) throws Refusal {
    return standing().stream()
        .filter(stack -> stack.changeSets.values().stream().anyMatch(set -> set.id().equals(id)))
        .findFirst()
        .orElseThrow(
            () -> new Refusal(404, "ChangeSetNotFound", "ChangeSet [" + id + "] does not exist"));
  }

  /// In no list yet.
  CloudStack fresh(String name) throws Refusal {
    if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}"))
      throw Refusal.invalid(
          "1 validation error detected: Value '%s' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*"
              .formatted(name));
    String id =
        "arn:aws:cloudformation:%s:%s:stack/%s/%s"
            .formatted(region, Account.ID, name, new UUID(0x4000, all.size() + 1L));
    return new CloudStack(new Identity(name, id, region), clock);
  }

  void add(CloudStack stack) {
    if (!all.contains(stack)) all.add(stack);
  }

  List<Map<String, Object>> exports() {
    var exports = new ArrayList<Map<String, Object>>();
    for (CloudStack stack : standing())
      stack
          .standing
          .template()
          .part("Outputs")
          .forEach((key, written) -> {
            var export = Parts.named(Parts.named(written).get("Export"));
            String value = stack.outputs.get(key);
            if (!export.isEmpty() && value != null)
              exports.add(
                  Parts.map(
                      "ExportingStackId",
                      stack.id(),
                      "Name",
                      Parts.text(export, "Name"),
                      "Value",
                      value));
          });
    return exports;
  }

  /// What a request wants of a stack, checked and worked out.
  Wanted wanted(Asked asked, CloudStack stack) throws Refusal {
    var template =
        asked.text("UsePreviousTemplate").equals("true")
            ? stack.standing.template()
            : template(asked);
    var capabilities = members(asked, "Capabilities");
    template.requireCapabilities(capabilities);
    var parameters = Given.values(template, asked, stack.standing.parameters());
    var tags = new LinkedHashMap<String, String>();
    for (int i = 1; asked.has("Tags.member." + i + ".Key"); i++)
      tags.put(asked.text("Tags.member." + i + ".Key"), asked.text("Tags.member." + i + ".Value"));
    var evaluation = new Evaluation(template, parameters, stack.identity);
    return new Wanted(template, parameters, capabilities, tags, evaluation.made());
  }

  private static List<String> members(Asked asked, String list) {
    var members = new ArrayList<String>();
    for (int i = 1; asked.has(list + ".member." + i); i++)
      members.add(asked.text(list + ".member." + i));
    return members;
  }

  /// From the request, or from the bucket that it names.
  Template template(Asked asked) throws Refusal {
    String body = asked.text("TemplateBody");
    if (!body.isEmpty()) {
      if (body.length() > Template.LONGEST_BODY)
        throw Refusal.invalid(
            "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200");
      return Template.read(body);
    }
    Matcher place = IN_A_BUCKET.matcher(asked.text("TemplateURL"));
    if (!place.matches()) throw Refusal.invalid("TemplateURL must be a supported URL.");
    boolean isByHost = place.group("host") != null;
    String bucket = isByHost ? place.group("host") : place.group("bucket");
    String key = isByHost ? place.group("key") : place.group("below");
    try {
      return Template.read(new String(buckets.require(bucket, key).bytes(), UTF_8));
    } catch (Refusal refusal) {
      if (refusal.code().equals("ValidationError")) throw refusal;
      throw Refusal.invalid("S3 error: " + refusal.sentence());
    }
  }
}
