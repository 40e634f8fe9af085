package io.surgetank.deploy.cloudformation;

import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// What things are called inside a template, where the environment's name is a parameter.
public final class TemplateNames {
  public static final String ENVIRONMENT = "EnvironmentName";

  /// Words of a letter and more, each after one dash: `-` is seen as a capital in the id.
  static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

  private static final Pattern WORD = Pattern.compile("-+");

  private final Stack stack;
  private final String stage;
  private final Map<String, String> ids = new HashMap<>();

  TemplateNames(Stack stack, String stage) {
    this.stack = stack;
    this.stage = stage;
    for (SqsQueue sqsQueue : sources()) {
      String name = pipeline(sqsQueue);
      String id = unique(camel(name), name, PLAIN);
      ids.put(sqsQueue.name(), id + "Queue");
      sqsQueue.redrive().ifPresent(redrive -> ids.put(redrive.deadLetterQueue(), dead(sqsQueue)));
    }
  }

  private String dead(SqsQueue sqsQueue) {
    return Objects.requireNonNull(ids.get(sqsQueue.name())).replaceAll("Queue$", "DeadLetters");
  }

  Stack stack() {
    return stack;
  }

  List<SqsQueue> sources() {
    return stack.sources();
  }

  private String pipeline(SqsQueue sqsQueue) {
    return stack.pipeline(sqsQueue);
  }

  /// A queue's logical id.
  public String id(String queue) {
    return Objects.requireNonNull(ids.get(queue), "every queue has one");
  }

  /// A function's logical id: `Receiver` and what is added.
  public String function(String name) {
    return camel(name.substring(stack.name().length() + 1));
  }

  /// The name with the stage as the parameter, for `Fn::Sub`.
  public String open(String name) {
    String prefix = stack.name().substring(0, stack.name().length() - stage.length());
    return prefix + "${" + ENVIRONMENT + "}" + name.substring(stack.name().length());
  }

  /// The value of a metric's dimension, for `Fn::Sub`.
  String dimension(String dimension, String value) {
    if (dimension.equals("Stage")) return "${" + ENVIRONMENT + "}";
    return value.startsWith(stack.name() + "-") ? open(value) : value;
  }

  Object sub(String name) {
    return YamlTree.sub(open(name));
  }

  /// What is under an ARN of this stack.
  Object resource(String arn) {
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    Optional<String> index = name.contains("/index/") ? Optional.of(name) : Optional.empty();
    if (index.isPresent())
      return YamlTree.sub("${Table.Arn}" + name.substring(name.indexOf("/index/")));
    return YamlTree.arn(name.startsWith("table/") ? "Table" : id(name));
  }

  /// A logical id follows from a name alone: with other pipelines, or in another order, a queue
  /// would be replaced otherwise, and its messages lost. Names that are not plain, and so may have
  /// the same letters as another one, get a few digits of their digest.
  static String unique(String camel, String name, Pattern plain) {
    if (plain.matcher(name).matches()) return camel;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return camel + HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  static String camel(String name) {
    var camel = new StringBuilder();
    WORD.splitAsStream(name)
        .forEach(
            word -> camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
    return camel.toString();
  }
}
