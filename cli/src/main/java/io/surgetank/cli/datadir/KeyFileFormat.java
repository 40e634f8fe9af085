package io.surgetank.cli.datadir;

import io.surgetank.core.access.ApiKey;
import io.surgetank.core.access.ApiKeys;
import io.surgetank.core.access.KeyGrant;
import io.surgetank.core.access.KeyHistory;
import io.surgetank.core.access.Scope;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import io.surgetank.core.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The text of the file of API keys: a JSON object.
final class KeyFileFormat {
  /// Increased when older servers cannot read the file any more.
  private static final int VERSION = 2;

  private static final Set<Scope> SCOPES_OF_VERSION_1 =
      Set.of(Scope.SUBMIT, Scope.READ, Scope.OPERATE, Scope.ADMIN);

  private static final Set<String> MEMBERS = Set.of("version", "keys");

  private static final Set<String> KEY_MEMBERS =
      Set.of(
          "id",
          "sha256",
          "name",
          "scopes",
          "pipelines",
          "tenant",
          "firstId",
          "createdAt",
          "createdBy",
          "expiresAt",
          "overlapEndsAt",
          "revokedAt",
          "revokedBy",
          "lastUsedAt");

  private KeyFileFormat() {}

  static String text(List<ApiKey> keys) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("version", version(keys));
    var list = json.putArray("keys");
    keys.forEach(key -> list.add(json(key)));
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  /// The lowest one that has all of these keys, so that an older server can read them if possible.
  private static int version(List<ApiKey> keys) {
    return keys.stream().allMatch(KeyFileFormat::isOfVersion1) ? 1 : VERSION;
  }

  private static boolean isOfVersion1(ApiKey key) {
    return SCOPES_OF_VERSION_1.containsAll(key.grant().scopes())
        && key.grant().tenant().isEmpty()
        && key.history().firstId().isEmpty();
  }

  private static ObjectNode json(ApiKey key) {
    ObjectNode json =
        Json.MAPPER
            .createObjectNode()
            .put("id", key.id())
            .put("sha256", key.sha256())
            .put("name", key.grant().name());
    var scopes = json.putArray("scopes");
    key.grant().scopes().stream().sorted().map(Scope::label).forEach(scopes::add);
    var pipelines = json.putArray("pipelines");
    key.grant().pipelines().stream().sorted().forEach(name -> pipelines.add(name.value()));
    key.grant().tenant().ifPresent(tenant -> json.put("tenant", tenant.value()));
    KeyHistory history = key.history();
    history.firstId().ifPresent(first -> json.put("firstId", first));
    json.put("createdAt", history.createdAt().toString()).put("createdBy", history.createdBy());
    history.expiresAt().ifPresent(at -> json.put("expiresAt", at.toString()));
    history.overlapEndsAt().ifPresent(at -> json.put("overlapEndsAt", at.toString()));
    history
        .revocation()
        .ifPresent(revocation ->
            json.put("revokedAt", revocation.at().toString()).put("revokedBy", revocation.by()));
    history.lastUsedAt().ifPresent(at -> json.put("lastUsedAt", at.toString()));
    return json;
  }

  /// Throws [IllegalArgumentException] if it is not such a text.
  static ApiKeys parse(String text) {
    try {
      JsonNode json = Json.read(text);
      int version = json.path("version").asInt(0);
      if (version > VERSION)
        throw new IllegalArgumentException("it was written by a newer Surgetank");
      if (version < 1 || !json.path("keys").isArray())
        throw new IllegalArgumentException("it is not a file of API keys");
      requireKnown(json, MEMBERS);
      var keys = new ArrayList<ApiKey>();
      var ids = new HashSet<String>();
      for (JsonNode node : json.path("keys")) {
        ApiKey key = key(node);
        if (!ids.add(key.id()))
          throw new IllegalArgumentException("it has two keys with the id " + key.id());
        keys.add(key);
      }
      return ApiKeys.of(keys);
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException("it is not JSON", notJson);
    } catch (DateTimeException notATime) {
      throw new IllegalArgumentException("it has an invalid time", notATime);
    }
  }

  /// A mistyped member, such as `expires`, would otherwise have no effect.
  private static void requireKnown(JsonNode json, Set<String> members) {
    List<String> unknown =
        json.propertyNames().stream().filter(name -> !members.contains(name)).sorted().toList();
    if (!unknown.isEmpty())
      throw new IllegalArgumentException(
          "unknown member '%s'; the members are %s"
              .formatted(String.join("', '", unknown), String.join(", ", new TreeSet<>(members))));
  }

  private static ApiKey key(JsonNode json) {
    requireKnown(json, KEY_MEMBERS);
    var grant =
        new KeyGrant(
            text(json, "name"),
            strings(json, "scopes").stream()
                .map(KeyFileFormat::scope)
                .collect(Collectors.toUnmodifiableSet()),
            strings(json, "pipelines").stream()
                .map(PipelineName::new)
                .collect(Collectors.toUnmodifiableSet()),
            optionalText(json, "tenant").map(Tenant::new));
    Optional<KeyHistory.Revocation> revocation =
        time(json, "revokedAt").map(at -> new KeyHistory.Revocation(at, text(json, "revokedBy")));
    var history =
        new KeyHistory(
            time(json, "createdAt")
                .orElseThrow(() -> new IllegalArgumentException("a key lacks 'createdAt'")),
            text(json, "createdBy"),
            time(json, "expiresAt"),
            time(json, "overlapEndsAt"),
            revocation,
            time(json, "lastUsedAt"),
            optionalText(json, "firstId"));
    return new ApiKey(text(json, "id"), text(json, "sha256"), grant, history);
  }

  private static Scope scope(String label) {
    return Scope.parse(label)
        .orElseThrow(() -> new IllegalArgumentException("unknown scope '" + label + "'"));
  }

  private static String text(JsonNode json, String name) {
    if (json.path(name).isString()) return json.path(name).stringValue();
    throw new IllegalArgumentException("a key lacks '" + name + "'");
  }

  private static Optional<String> optionalText(JsonNode json, String name) {
    return json.has(name) ? Optional.of(text(json, name)) : Optional.empty();
  }

  private static List<String> strings(JsonNode json, String name) {
    if (!json.path(name).isArray())
      throw new IllegalArgumentException("a key lacks '" + name + "'");
    return json.path(name).valueStream().map(each -> each.asString("")).toList();
  }

  private static Optional<Instant> time(JsonNode json, String name) {
    if (!json.has(name)) return Optional.empty();
    Instant time = Instant.parse(text(json, name));
    if (!KeyHistory.isTime(time))
      throw new IllegalArgumentException(
          "'%s' must be a time from 1970 to %s".formatted(name, KeyHistory.LATEST));
    return Optional.of(time);
  }
}
