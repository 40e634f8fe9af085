package io.surgetank.deploy.infra.account;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;

/// What `Ref` and `Fn::GetAtt` tell of a resource: its name or AWS's, and its attributes. What AWS
/// would make up by chance follows from the stack's and the resource's names here, so that it is
/// the same each time it is asked for.
record Identity(String stackName, String stackId, String region) {
  String physical(String id, Kind kind, Map<String, Object> properties) {
    String name = kind.named(properties).orElseGet(() -> madeUp(id));
    return switch (kind) {
      case QUEUE -> "https://sqs.%s.amazonaws.com/%s/%s".formatted(region, Account.ID, name);
      case TOPIC -> arn("sns") + ":" + name;
      case BUCKET -> kind.named(properties).orElseGet(() -> madeUp(id).toLowerCase(Locale.ROOT));
      case API, ROUTE, INTEGRATION, AUTHORIZER, API_MAPPING ->
          chance(id).toLowerCase(Locale.ROOT).substring(0, 10);
      case VERSION -> function(properties) + ":" + version(id, properties);
      case ALIAS -> function(properties) + ":" + Parts.text(properties, "Name");
      default -> name;
    };
  }

  String attribute(String id, Kind kind, String attribute, Map<String, Object> properties)
      throws Refusal {
    String physical = physical(id, kind, properties);
    return switch (kind + "." + attribute) {
      case "QUEUE.Arn" ->
          arn("sqs") + physical.substring(physical.lastIndexOf('/')).replace('/', ':');
      case "QUEUE.QueueName" -> physical.substring(physical.lastIndexOf('/') + 1);
      case "TABLE.Arn" -> arn("dynamodb") + ":table/" + physical;
      case "FUNCTION.Arn" -> arn("lambda") + ":function:" + physical;
      case "VERSION.Version" -> version(id, properties);
      case "ROLE.Arn" -> "arn:aws:iam::" + Account.ID + ":role/" + physical;
      case "LOG_GROUP.Arn" -> arn("logs") + ":log-group:" + physical + ":*";
      case "RULE.Arn" -> arn("events") + ":rule/" + physical;
      case "TOPIC.TopicArn" -> physical;
      case "TOPIC.TopicName" -> physical.substring(physical.lastIndexOf(':') + 1);
      case "BUCKET.Arn" -> "arn:aws:s3:::" + physical;
      case "API.ApiEndpoint" ->
          "https://%s.execute-api.%s.amazonaws.com".formatted(physical, region);
      case "DOMAIN.RegionalDomainName" ->
          "d-%s.execute-api.%s.amazonaws.com"
              .formatted(chance(id).toLowerCase(Locale.ROOT).substring(0, 10), region);
      default ->
          throw Refusal.invalid(
              "Template error: resource %s does not support attribute type %s in Fn::GetAtt"
                  .formatted(id, attribute));
    };
  }

  private String function(Map<String, Object> properties) {
    String function = Parts.text(properties, "FunctionName");
    return function.startsWith("arn:") ? function : arn("lambda") + ":function:" + function;
  }

  private String version(String id, Map<String, Object> properties) {
    return String.valueOf(1 + Math.floorMod((id + properties).hashCode(), 9_999));
  }

  private String madeUp(String id) {
    return stackName + "-" + id + "-" + chance(id);
  }

  /// Twelve capital letters and digits, as AWS appends them.
  private String chance(String id) {
    byte[] sum = Stored.md5((stackId + id).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return new BigInteger(1, sum)
        .setBit(128)
        .toString(36)
        .toUpperCase(Locale.ROOT)
        .substring(1, 13);
  }

  private String arn(String service) {
    return "arn:aws:%s:%s:%s".formatted(service, region, Account.ID);
  }
}
