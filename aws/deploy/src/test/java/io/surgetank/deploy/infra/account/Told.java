package io.surgetank.deploy.infra.account;

import java.util.List;
import java.util.Map;

/// What other services tell of what stacks put there, as far as tools ask.
final class Told implements Service {
  static final List<String> SERVICES = List.of("sts", "lambda", "apigateway", "dynamodb", "ecr");

  private final Estate estate;
  private final Stacks stacks;

  Told(Estate estate, Stacks stacks) {
    this.estate = estate;
    this.stacks = stacks;
  }

  @Override
  public Answer answer(Asked asked) throws Refusal {
    String action = asked.action();
    if (asked.toString().equals("sts:GetCallerIdentity"))
      return Answer.query(
          asked,
          Parts.map(
              "Arn",
              "arn:aws:iam::" + Account.ID + ":user/stand-in",
              "UserId",
              "AIDASTANDIN",
              "Account",
              Account.ID));
    if (action.startsWith("GET /2015-03-31/functions/")) return function(asked);
    if (action.startsWith("GET /v2/apis/")) return api(asked);
    if (asked.toString().equals("dynamodb:UpdateTable")) return unprotected(asked);
    if (asked.toString().equals("dynamodb:DescribeTable")) {
      requireTable(asked.json().path("TableName").asString());
      return Answer.json(200, Map.of("Table", Map.of("TableStatus", "ACTIVE")));
    }
    if (asked.toString().equals("dynamodb:DeleteTable")) return tableRemoved(asked);
    if (asked.toString().equals("ecr:DescribeRepositories"))
      throw new Refusal(
          400, "RepositoryNotFoundException", "There are no repositories in this account");
    throw Refusal.unknown(asked);
  }

  private Answer function(Asked asked) throws Refusal {
    String name = asked.path().replaceFirst("^.*/functions/([^/]+).*$", "$1");
    var function = standing(Kind.FUNCTION, name);
    return Answer.json(
        200,
        Map.of(
            "Configuration",
            Map.of(
                "FunctionName",
                name,
                "Handler",
                Parts.text(function.properties(), "Handler"),
                "LastModified",
                "2026-01-01T00:00:00.000+0000")));
  }

  private Answer api(Asked asked) throws Refusal {
    String id = asked.path().replaceFirst("^.*/apis/([^/]+).*$", "$1");
    var api = standing(Kind.API, id);
    String url =
        stacks.standing().stream()
            .filter(stack -> stack.made.containsValue(api))
            .map(stack -> stack.outputs.getOrDefault("ApiEndpoint", ""))
            .findFirst()
            .orElse("");
    return Answer.json(
        200, Map.of("apiId", id, "apiEndpoint", url, "name", Parts.text(api.properties(), "Name")));
  }

  private Made standing(Kind kind, String physical) throws Refusal {
    return stacks.standing().stream()
        .flatMap(stack -> stack.made.values().stream())
        .filter(made -> made.kind() == kind && made.physical().equals(physical))
        .findFirst()
        .orElseThrow(
            () -> new Refusal(404, "ResourceNotFoundException", kind + " not found: " + physical));
  }

  /// The way past the stack: protection is taken off, which is all that can be changed here.
  private Answer unprotected(Asked asked) throws Refusal {
    String table = asked.json().path("TableName").asString();
    boolean isOff =
        asked.json().has("DeletionProtectionEnabled")
            && !asked.json().path("DeletionProtectionEnabled").asBoolean();
    if (!isOff || asked.json().size() != 2) throw Refusal.unknown(asked);
    requireTable(table);
    estate.unprotect(table);
    return Answer.json(200, Map.of("TableDescription", Map.of("TableName", table)));
  }

  private Answer tableRemoved(Asked asked) throws Refusal {
    String table = asked.json().path("TableName").asString();
    requireTable(table);
    if (!estate.removeTable(table))
      throw new Refusal(
          400,
          "ValidationException",
          "Resource cannot be deleted as it is currently protected against deletion. Disable"
              + " deletion protection first.");
    return Answer.json(200, Map.of("TableDescription", Map.of("TableName", table)));
  }

  private void requireTable(String table) throws Refusal {
    if (!estate.hasTable(table))
      throw new Refusal(
          400,
          "ResourceNotFoundException",
          "Requested resource not found: Table: " + table + " not found");
  }
}
