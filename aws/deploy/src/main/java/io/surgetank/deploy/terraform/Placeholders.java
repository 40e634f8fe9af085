package io.surgetank.deploy.terraform;

import io.surgetank.deploy.stack.StackSettings;

/// Puts placeholders where a stack has what is chosen only when it is deployed.
final class Placeholders {
  private static final String NAME = "${Application}-${Stage}";

  private final StackSettings settings;

  Placeholders(StackSettings settings) {
    this.settings = settings;
  }

  /// In a name of the stack, which begins with that of the stack.
  String in(String name) {
    return name.startsWith(settings.name())
        ? NAME + name.substring(settings.name().length())
        : name;
  }

  /// In an ARN: partition, region, account, and the name at its end.
  String arn(String arn) {
    String[] parts = arn.split(":", 6);
    String resource = parts[5];
    int slash = resource.startsWith("table/") ? "table/".length() : 0;
    return "arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:%s%s"
        .formatted(parts[2], resource.substring(0, slash), in(resource.substring(slash)));
  }

  /// In a variable of a function.
  String environment(String value) {
    if (value.equals(settings.stage())) return "${Stage}";
    if (!value.startsWith("https://sqs.")) return in(value);
    String name = value.substring(value.lastIndexOf('/') + 1);
    return "https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/" + in(name);
  }

  /// In a metric's dimension.
  String dimension(String name, String value) {
    return name.equals("Stage") ? "${Stage}" : in(value);
  }
}
