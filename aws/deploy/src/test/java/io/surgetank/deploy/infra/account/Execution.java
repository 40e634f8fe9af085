package io.surgetank.deploy.infra.account;

import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.infra.template.TemplateReader;
import io.surgetank.deploy.stack.StackSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings a stack from what it is to what it is to be, or back when that fails.
final class Execution {
  private final Estate estate;
  private final Host host;

  Execution(Estate estate, Host host) {
    this.estate = estate;
    this.host = host;
  }

  /// A resource, or the stack, that cannot be, and why.
  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;
    private final String id;

    Failed(String id, String why) {
      super(why);
      this.id = id;
    }
  }

  void create(CloudStack stack, Wanted wanted) {
    stack.standing = wanted;
    try {
      for (Made made : wanted.made().values()) make(stack, made, "CREATE");
      stands(stack, wanted);
      stack.tell("CREATE_COMPLETE", "");
    } catch (Failed failed) {
      stack.tell(
          "ROLLBACK_IN_PROGRESS",
          "The following resource(s) failed to create: [%s]. Rollback requested by user."
              .formatted(failed.id));
      List<String> left = unmake(stack, List.copyOf(stack.made.values()).reversed());
      stack.tell(
          left.isEmpty() ? "ROLLBACK_COMPLETE" : "ROLLBACK_FAILED",
          left.isEmpty() ? "" : "The following resource(s) failed to delete: " + left + ". ");
    }
  }

  void update(CloudStack stack, Wanted wanted) {
    var before = new LinkedHashMap<>(stack.made);
    var leaving = new ArrayList<Made>();
    try {
      for (Change change : Change.between(before, wanted.made()))
        switch (change) {
          case Change.Add(var made) -> make(stack, made, "CREATE");
          case Change.Modify modify when modify.isReplacement() -> {
            make(stack, modify.made(), "UPDATE");
            leaving.addFirst(modify.before());
          }
          case Change.Modify modify -> change(stack, modify.made());
          case Change.Remove(var made) -> leaving.add(made);
        }
      stands(stack, wanted);
      stack.standing = wanted;
      stack.tell("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "");
      for (Made made : leaving) clean(stack, made, wanted);
      stack.tell("UPDATE_COMPLETE", "");
    } catch (Failed failed) {
      stack.tell(
          "UPDATE_ROLLBACK_IN_PROGRESS",
          "The following resource(s) failed to update: [%s]. ".formatted(failed.id));
      for (Made made : List.copyOf(stack.made.values()).reversed())
        if (!made.equals(before.get(made.id()))
            && (!before.containsKey(made.id())
                || !made.physical().equals(before.get(made.id()).physical())))
          unmake(stack, List.of(made));
      stack.made = before;
      stack.tell("UPDATE_ROLLBACK_COMPLETE", "");
    }
  }

  private void clean(CloudStack stack, Made made, Wanted wanted) {
    boolean isReplaced = wanted.made().containsKey(made.id());
    if ((isReplaced ? made.replacement() : made.deletion()).equals("Retain")) {
      stack.tell(made, "DELETE_SKIPPED", "");
      return;
    }
    try {
      stack.tell(made, "DELETE_IN_PROGRESS", "");
      estate.unmake(made);
      stack.tell(made, "DELETE_COMPLETE", "");
    } catch (Refusal refusal) {
      stack.tell(made, "DELETE_FAILED", refusal.sentence());
    }
    if (!isReplaced) stack.made.remove(made.id());
  }

  private void make(CloudStack stack, Made made, String word) throws Failed {
    stack.tell(made, word + "_IN_PROGRESS", "");
    try {
      estate.make(made, stack.id());
    } catch (Refusal refusal) {
      stack.tell(made, word + "_FAILED", refusal.sentence());
      throw new Failed(made.id(), refusal.sentence());
    }
    stack.made.put(made.id(), made);
    stack.tell(made, word + "_COMPLETE", "");
  }

  private void change(CloudStack stack, Made made) throws Failed {
    stack.tell(made, "UPDATE_IN_PROGRESS", "");
    try {
      estate.check(made);
    } catch (Refusal refusal) {
      stack.tell(made, "UPDATE_FAILED", refusal.sentence());
      throw new Failed(made.id(), refusal.sentence());
    }
    stack.made.put(made.id(), made);
    stack.tell(made, "UPDATE_COMPLETE", "");
  }

  void delete(CloudStack stack) {
    List<String> left = unmake(stack, List.copyOf(stack.made.values()).reversed());
    if (!left.isEmpty()) {
      stack.tell("DELETE_FAILED", "The following resource(s) failed to delete: " + left + ". ");
      return;
    }
    host.isGone(stack.name());
    stack.tell("DELETE_COMPLETE", "");
  }

  /// Answers what would not go.
  private List<String> unmake(CloudStack stack, List<Made> some) {
    var left = new ArrayList<String>();
    for (Made made : some) {
      if (made.deletion().equals("Retain")) {
        stack.tell(made, "DELETE_SKIPPED", "");
        stack.made.remove(made.id());
        continue;
      }
      stack.tell(made, "DELETE_IN_PROGRESS", "");
      try {
        estate.unmake(made);
        stack.made.remove(made.id());
        stack.tell(made, "DELETE_COMPLETE", "");
      } catch (Refusal refusal) {
        stack.tell(made, "DELETE_FAILED", refusal.sentence());
        left.add(made.id());
      }
    }
    return left;
  }

  /// Has the functions run, when there are any; works out the outputs.
  private void stands(CloudStack stack, Wanted wanted) throws Failed {
    try {
      var evaluation = new Evaluation(wanted.template(), wanted.parameters(), stack.identity);
      String usual = "";
      String url = "";
      for (Made made : wanted.made().values())
        if (made.kind() == Kind.API)
          usual = stack.identity.attribute(made.id(), Kind.API, "ApiEndpoint", made.properties());
      for (Made made : wanted.made().values())
        if (made.kind() == Kind.FUNCTION && url.isEmpty())
          url = host.stands(put(stack, wanted, made), estate.buckets());
      var outputs = new LinkedHashMap<String, String>();
      for (var output : wanted.template().part("Outputs").entrySet()) {
        var written = Parts.named(output.getValue());
        String condition = Parts.text(written, "Condition");
        if (!condition.isEmpty() && !evaluation.holds(condition)) continue;
        String value = String.valueOf(evaluation.value(written.getOrDefault("Value", "")));
        outputs.put(output.getKey(), usual.isEmpty() ? value : value.replace(usual, url));
      }
      stack.outputs = outputs;
    } catch (Refusal refusal) {
      throw new Failed(stack.name(), refusal.sentence());
    } catch (RuntimeException unhosted) {
      stack.tell("UPDATE_FAILED", "the functions were not run: " + unhosted);
      throw new Failed(stack.name(), String.valueOf(unhosted));
    }
  }

  private Host.Put put(CloudStack stack, Wanted wanted, Made function) throws Refusal {
    Map<String, Object> tree = YamlTree.read(estate.lookedUp(wanted.template().text()));
    var place = new StackSettings.Place(stack.identity.region(), Account.ID);
    var code = Parts.named(function.properties().get("Code"));
    return new Host.Put(
        stack.name(),
        TemplateReader.read(tree, wanted.parameters(), place),
        Parts.text(code, "S3Bucket"),
        Parts.text(code, "S3Key"));
  }
}
