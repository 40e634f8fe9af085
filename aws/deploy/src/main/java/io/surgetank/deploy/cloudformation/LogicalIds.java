package io.surgetank.deploy.cloudformation;

import io.surgetank.core.digest.Sha256;
import io.surgetank.deploy.stack.Alarm;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.deploy.stack.QueueRef;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// The logical ids of resources in a template.
///
/// An id follows from a name alone: if it depended on other pipelines, or on their order, a queue
/// would be replaced when they change, and its messages lost.
public final class LogicalIds {
  /// Words of a letter and more, each after one dash: `-` is seen as a capital in the id.
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

  /// `/a-b` and `/a/b` have the same letters, and `/id/below` those of `/{id+}`.
  private static final Pattern PLAIN_ROUTE =
      Pattern.compile("ANY (/|(/(?!below)[a-z][a-z0-9]*(\\.json)?)+(/v1)?(/\\{[a-z]+\\+})?)");

  private static final Pattern WORD = Pattern.compile("-+");

  private LogicalIds() {}

  public static String of(QueueRef queue) {
    String id = unique(camel(queue.pipeline()), queue.pipeline(), PLAIN_NAME);
    return switch (queue.role()) {
      case JOBS -> id + "Queue";
      case DEAD_LETTERS -> id + "DeadLetters";
    };
  }

  /// What the ids of all resources of a function begin with: `Receiver`.
  public static String of(FunctionRef function) {
    return camel(function.function());
  }

  static String of(Alarm alarm) {
    return unique(camel(alarm.id()) + "Alarm", alarm.id(), PLAIN_NAME);
  }

  static String of(HttpApi.Route route) {
    String words = route.key().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    return unique(
        "Route" + camel(words) + (route.key().contains("+}") ? "Below" : ""),
        route.key(),
        PLAIN_ROUTE);
  }

  /// Names that are not plain may have the same letters as another one: they get a few digits of
  /// their digest.
  private static String unique(String camel, String name, Pattern plain) {
    if (plain.matcher(name).matches()) return camel;
    return camel + Sha256.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }

  private static String camel(String name) {
    var camel = new StringBuilder();
    WORD.splitAsStream(name)
        .forEach(
            word -> camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
    return camel.toString();
  }
}
