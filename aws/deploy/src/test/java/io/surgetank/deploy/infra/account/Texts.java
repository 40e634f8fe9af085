package io.surgetank.deploy.infra.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Secrets Manager and Parameter Store: texts by name.
final class Texts implements Service {
  private final Map<String, String> secrets = new TreeMap<>();
  private final Set<String> leaving = new TreeSet<>();
  private final Map<String, String> parameters = new TreeMap<>();
  private final String arn;

  Texts(String region) {
    arn = "arn:aws:%s:" + region + ":" + Account.ID + ":";
  }

  /// Those that are scheduled for deletion too: their names are taken.
  synchronized List<String> secrets() {
    return Stream.concat(secrets.keySet().stream(), leaving.stream()).sorted().toList();
  }

  synchronized List<String> parameters() {
    return List.copyOf(parameters.keySet());
  }

  synchronized Optional<String> secret(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public synchronized Answer answer(Asked asked) throws Refusal {
    JsonNode json = asked.json();
    return switch (asked.toString()) {
      case "secretsmanager:CreateSecret" -> {
        String name = json.path("Name").asString();
        if (leaving.contains(name))
          throw new Refusal(
              400,
              "InvalidRequestException",
              "You can't create this secret because a secret with this name is already scheduled for"
                  + " deletion.");
        if (secrets.putIfAbsent(name, json.path("SecretString").asString()) != null)
          throw new Refusal(
              400,
              "ResourceExistsException",
              "The operation failed because the secret " + name + " already exists.");
        yield secretNamed(name);
      }
      case "secretsmanager:GetSecretValue" -> {
        String name = requireSecret(json);
        yield Answer.json(
            200,
            Parts.map("ARN", secretArn(name), "Name", name, "SecretString", secrets.get(name)));
      }
      case "secretsmanager:DescribeSecret" -> secretNamed(requireSecret(json));
      case "secretsmanager:PutSecretValue" -> {
        String name = requireSecret(json);
        secrets.put(name, json.path("SecretString").asString());
        yield secretNamed(name);
      }
      case "secretsmanager:DeleteSecret" -> {
        String name = requireSecret(json);
        secrets.remove(name);
        // Its name stays taken for a recovery window, which here has no end.
        if (!json.path("ForceDeleteWithoutRecovery").asBoolean()) leaving.add(name);
        yield secretNamed(name);
      }
      case "secretsmanager:ListSecrets" ->
          Answer.json(
              200,
              Map.of("SecretList", secrets.keySet().stream().map(n -> Map.of("Name", n)).toList()));
      default -> parameter(asked, json);
    };
  }

  private Answer parameter(Asked asked, JsonNode json) throws Refusal {
    String name = json.path("Name").asString();
    if (asked.action().equals("PutParameter")) {
      if (parameters.containsKey(name) && !json.path("Overwrite").asBoolean())
        throw new Refusal(
            400,
            "ParameterAlreadyExists",
            "The parameter already exists. To overwrite this value, set the overwrite option in the"
                + " request to true.");
      parameters.put(name, json.path("Value").asString());
      return Answer.json(200, Map.of("Version", 1, "Tier", "Standard"));
    }
    if (!List.of("GetParameter", "DeleteParameter").contains(asked.action()))
      throw Refusal.unknown(asked);
    String value = parameters.get(name);
    if (value == null) throw new Refusal(400, "ParameterNotFound", "");
    if (asked.action().equals("DeleteParameter")) {
      parameters.remove(name);
      return Answer.json(200, Map.of());
    }
    return Answer.json(
        200, Map.of("Parameter", Map.of("Name", name, "Type", "SecureString", "Value", value)));
  }

  private String requireSecret(JsonNode json) throws Refusal {
    String id = json.path("SecretId").asString();
    String name = id.replaceFirst("^arn:.*:secret:(.*)-......$", "$1");
    if (!secrets.containsKey(name))
      throw new Refusal(
          400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    return name;
  }

  private Answer secretNamed(String name) {
    return Answer.json(200, Map.of("ARN", secretArn(name), "Name", name));
  }

  private String secretArn(String name) {
    return arn.formatted("secretsmanager") + "secret:" + name + "-Ab1Cd2";
  }
}
