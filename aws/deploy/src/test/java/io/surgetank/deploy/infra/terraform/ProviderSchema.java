package io.surgetank.deploy.infra.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published schema of provider 6.25.0, of the resources of our root modules. Plans are made
/// with provider 5.100.0; this checks that their values fit the version that the root modules
/// require.
final class ProviderSchema {
  private final JsonNode resources;
  private final List<String> faults = new ArrayList<>();

  private ProviderSchema(JsonNode resources) {
    this.resources = resources;
  }

  /// What of a plan it does not take.
  ///
  /// @param plan as `terraform show -json` prints it
  static List<String> faults(JsonNode plan) throws IOException {
    try (var file =
        Objects.requireNonNull(ProviderSchema.class.getResourceAsStream("provider-6.25.0.json"))) {
      var schema =
          new ProviderSchema(
              JsonMapper.shared()
                  .readTree(new String(file.readAllBytes(), UTF_8))
                  .path("resources"));
      plan.path("resource_changes").forEach(schema::check);
      return schema.faults;
    }
  }

  private void check(JsonNode planned) {
    String type = planned.path("type").asString();
    if (!type.startsWith("aws_") || !planned.path("mode").asString().equals("managed")) return;
    if (!resources.has(type)) faults.add(type);
    else
      check(
          type,
          resources.path(type),
          planned.at("/change/after"),
          planned.at("/change/after_unknown"));
  }

  private void check(String path, JsonNode schema, JsonNode values, JsonNode unknown) {
    for (var value : values.properties()) {
      String name = path + "." + value.getKey();
      JsonNode block = schema.path("blocks").path(value.getKey());
      if (isUnset(value.getValue())) continue;
      if (block.isObject()) {
        JsonNode each = value.getValue();
        if (each.isObject()) check(name, block, each, unknown.path(value.getKey()));
        for (int i = 0; each.isArray() && i < each.size(); i++)
          check(name, block, each.get(i), unknown.path(value.getKey()).path(i));
      } else if (!schema.path("attributes").has(value.getKey())) faults.add(name);
    }
    for (String required : required(schema))
      if (isUnset(values.path(required)) && !unknown.has(required))
        faults.add(path + "." + required + " is required");
  }

  private static SortedSet<String> required(JsonNode schema) {
    var required = new TreeSet<String>();
    for (var attribute : schema.path("attributes").properties())
      if (attribute.getValue().path(1).asString().equals("required"))
        required.add(attribute.getKey());
    for (var block : schema.path("blocks").properties())
      if (block.getValue().path("min").asInt() > 0) required.add(block.getKey());
    return required;
  }

  private static boolean isUnset(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty());
  }
}
