package io.surgetank.cloudformation;

import io.surgetank.stack.Queue;
import io.surgetank.stack.Stack;
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
public final class Naming {
  public static final String ENVIRONMENT = "EnvironmentName";

  /// Words of a letter and more, each after one dash: `-` is seen as a capital in the id.
  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

  private static final Pattern WORD = Pattern.compile("-+");

  private final Stack stack;
  private final String stage;
  private final Map<String, String> ids = new HashMap<>();

  Naming(Stack stack, String stage) {
    this.stack = stack;
    this.stage = stage;
    for (Queue queue : sources()) {
      String name = pipeline(queue);
      String id = unique(camel(name), name, PLAIN);
      ids.put(queue.name(), id + "Queue");
      queue.redrive().ifPresent(redrive -> ids.put(redrive.deadLetterQueue(), dead(queue)));
    }
  }

  private String dead(Queue queue) {
    return Objects.requireNonNull(ids.get(queue.name())).replaceAll("Queue$", "DeadLetters");
  }

  Stack stack() {
    return stack;
  }

  /// The queues that pipelines send to.
  List<Queue> sources() {
    return stack.queues().stream().filter(queue -> queue.redrive().isPresent()).toList();
  }

  String pipeline(Queue queue) {
    int end = queue.name().length() - queue.kind().suffix().length();
    return queue.name().substring(stack.name().length() + 1, end);
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

  Object sub(String name) {
    return Tree.sub(open(name));
  }

  /// What is under an ARN of this stack.
  Object resource(String arn) {
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    Optional<String> index = name.contains("/index/") ? Optional.of(name) : Optional.empty();
    if (index.isPresent())
      return Tree.sub("${Table.Arn}" + name.substring(name.indexOf("/index/")));
    return Tree.arn(name.startsWith("table/") ? "Table" : id(name));
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
