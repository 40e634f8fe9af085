package io.surgetank.deploy.infra.account;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Stacks and change sets, as CloudFormation answers for them.
final class CloudFormation implements Service {
  /// What AWS puts into one answer of a list.
  private static final int PAGE = 100;

  private static final String UNCHANGED =
      "The submitted information didn't contain changes. Submit different information to create a"
          + " change set.";

  /// From these a stack can become another.
  private static final Set<String> UPDATABLE =
      Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");

  private final Stacks stacks;
  private final Execution execution;
  private int looks;

  CloudFormation(Stacks stacks, Execution execution) {
    this.stacks = stacks;
    this.execution = execution;
  }

  synchronized void takes(int someLooks) {
    looks = someLooks;
  }

  @Override
  public synchronized Answer answer(Asked asked) throws Refusal, IOException {
    return Answer.query(
        asked,
        switch (asked.action()) {
          case "CreateStack" -> create(asked);
          case "UpdateStack" -> update(asked);
          case "DeleteStack" -> delete(asked);
          case "CreateChangeSet" -> plan(asked);
          case "DescribeChangeSet" -> planned(asked);
          case "ExecuteChangeSet" -> execute(asked);
          case "DeleteChangeSet" -> {
            stacks.require(asked.text("StackName")).changeSets.remove(changeSet(asked));
            yield Map.of();
          }
          case "DescribeStacks" -> described(asked);
          case "DescribeStackEvents" -> {
            var stack = stacks.find(asked.text("StackName"));
            stack.look();
            yield page(asked, "StackEvents", stack.events());
          }
          case "DescribeStackResources" ->
              Map.of(
                  "StackResources",
                  some(stacks.require(asked.text("StackName")), asked.text("LogicalResourceId")));
          case "DescribeStackResource" -> resource(asked);
          case "ListStackResources" ->
              page(
                  asked,
                  "StackResourceSummaries",
                  stacks.require(asked.text("StackName")).resources());
          case "ListExports" -> Map.of("Exports", stacks.exports());
          case "GetTemplate" ->
              Parts.map(
                  "TemplateBody",
                  stacks.require(asked.text("StackName")).standing.template().text(),
                  "StagesAvailable",
                  List.of("Original", "Processed"));
          case "GetTemplateSummary" ->
              summary(
                  asked.has("StackName")
                      ? stacks.require(asked.text("StackName")).standing.template()
                      : stacks.template(asked));
          case "ValidateTemplate" -> summary(stacks.template(asked));
          default -> throw Refusal.unknown(asked);
        });
  }

  private Object create(Asked asked) throws Refusal {
    String name = asked.text("StackName");
    if (stacks.stands(name))
      throw new Refusal(400, "AlreadyExistsException", "Stack [" + name + "] already exists");
    var stack = stacks.fresh(name);
    var wanted = stacks.wanted(asked, stack);
    stacks.add(stack);
    return create(stack, wanted);
  }

  private Object create(CloudStack stack, Wanted wanted) {
    stack.tell("CREATE_IN_PROGRESS", "User Initiated");
    stack.endsAfter(looks, () -> execution.create(stack, wanted));
    return Map.of("StackId", stack.id());
  }

  private Object update(Asked asked) throws Refusal {
    var stack = stacks.require(asked.text("StackName"));
    requireUpdatable(stack);
    var wanted = stacks.wanted(asked, stack);
    if (wanted.isAs(stack.standing)) throw Refusal.invalid("No updates are to be performed.");
    return update(stack, wanted);
  }

  private Object update(CloudStack stack, Wanted wanted) {
    stack.tell("UPDATE_IN_PROGRESS", "User Initiated");
    stack.endsAfter(looks, () -> execution.update(stack, wanted));
    return Map.of("StackId", stack.id());
  }

  private static void requireUpdatable(CloudStack stack) throws Refusal {
    if (!UPDATABLE.contains(stack.status()))
      throw Refusal.invalid(
          "Stack:%s is in %s state and can not be updated.".formatted(stack.id(), stack.status()));
  }

  private Object delete(Asked asked) throws Refusal {
    String name = asked.text("StackName");
    if (asked.has("RetainResources.member.1")) throw Refusal.unknown(asked);
    if (!stacks.stands(name)) return Map.of();
    var stack = stacks.require(name);
    if (stack.status().endsWith("_IN_PROGRESS") && !stack.status().equals("REVIEW_IN_PROGRESS"))
      throw Refusal.invalid(
          "Stack [%s] cannot be deleted while in status %s".formatted(name, stack.status()));
    stack.tell("DELETE_IN_PROGRESS", "User Initiated");
    stack.endsAfter(looks, () -> execution.delete(stack));
    return Map.of();
  }

  private Object plan(Asked asked) throws Refusal {
    String name = asked.text("StackName");
    String type = asked.has("ChangeSetType") ? asked.text("ChangeSetType") : "UPDATE";
    CloudStack stack;
    if (type.equals("CREATE")) {
      boolean stands = stacks.stands(name);
      stack = stands ? stacks.require(name) : stacks.fresh(name);
      if (!stack.status().equals("REVIEW_IN_PROGRESS"))
        throw Refusal.invalid(
            "Stack [%s] already exists and cannot be created again with the changeSet [%s]."
                .formatted(name, asked.text("ChangeSetName")));
    } else {
      stack = stacks.require(name);
      requireUpdatable(stack);
    }
    var wanted = stacks.wanted(asked, stack);
    stacks.add(stack);
    String called = asked.text("ChangeSetName");
    if (!called.matches("[a-zA-Z][-a-zA-Z0-9]*"))
      throw Refusal.invalid("1 validation error detected: Value at 'changeSetName' failed");
    if (stack.changeSets.containsKey(called))
      throw new Refusal(
          400,
          "AlreadyExistsException",
          "ChangeSet %s cannot be created due to a mismatch with existing attribute Name"
              .formatted(called));
    var changes = Change.between(stack.made, wanted.made());
    String reason = wanted.isAs(stack.standing) ? UNCHANGED : "";
    String id = stack.id().replace(":stack/" + name, ":changeSet/" + called);
    stack.changeSets.put(called, new CloudStack.ChangeSet(called, id, wanted, changes, reason));
    return Map.of("Id", id, "StackId", stack.id());
  }

  /// By its name, whether the request says that or the id; and of which stack.
  private static String changeSet(Asked asked) {
    return asked.text("ChangeSetName").replaceFirst("^arn:.*:changeSet/([^/]+)/.*$", "$1");
  }

  private CloudStack.ChangeSet require(Asked asked, CloudStack stack) throws Refusal {
    var found = stack.changeSets.get(changeSet(asked));
    if (found == null)
      throw new Refusal(
          404,
          "ChangeSetNotFound",
          "ChangeSet [" + asked.text("ChangeSetName") + "] does not exist");
    return found;
  }

  private CloudStack planOf(Asked asked) throws Refusal {
    return asked.has("StackName")
        ? stacks.require(asked.text("StackName"))
        : stacks.ofChangeSet(asked.text("ChangeSetName"));
  }

  private Object planned(Asked asked) throws Refusal {
    var stack = planOf(asked);
    var set = require(asked, stack);
    boolean isGood = set.reason().isEmpty();
    var answer = page(asked, "Changes", set.changes().stream().map(Change::described).toList());
    answer.putAll(
        Parts.map(
            "ChangeSetName", set.name(),
            "ChangeSetId", set.id(),
            "StackId", stack.id(),
            "StackName", stack.name(),
            "ExecutionStatus", isGood ? "AVAILABLE" : "UNAVAILABLE",
            "Status", isGood ? "CREATE_COMPLETE" : "FAILED"));
    if (!isGood) answer.put("StatusReason", set.reason());
    return answer;
  }

  private Object execute(Asked asked) throws Refusal {
    var stack = planOf(asked);
    var set = require(asked, stack);
    if (!set.reason().isEmpty())
      throw new Refusal(
          400,
          "InvalidChangeSetStatus",
          "ChangeSet [%s] cannot be executed in its current status of [FAILED]"
              .formatted(set.id()));
    // The others were made for what no longer stands.
    stack.changeSets.clear();
    if (stack.status().equals("REVIEW_IN_PROGRESS")) create(stack, set.wanted());
    else {
      requireUpdatable(stack);
      update(stack, set.wanted());
    }
    return Map.of();
  }

  private Object described(Asked asked) throws Refusal {
    var all = new ArrayList<CloudStack>();
    if (asked.has("StackName")) all.add(stacks.find(asked.text("StackName")));
    else all.addAll(stacks.standing());
    all.forEach(CloudStack::look);
    // Who asks by name is not told of what is gone.
    if (asked.has("StackName") && !asked.text("StackName").startsWith("arn:"))
      stacks.require(asked.text("StackName"));
    return Map.of("Stacks", all.stream().map(CloudStack::described).toList());
  }

  private static List<Map<String, Object>> some(CloudStack stack, String id) {
    return stack.resources().stream()
        .filter(one -> id.isEmpty() || Objects.equals(one.get("LogicalResourceId"), id))
        .toList();
  }

  private Object resource(Asked asked) throws Refusal {
    var stack = stacks.require(asked.text("StackName"));
    String id = asked.text("LogicalResourceId");
    for (var one : some(stack, id)) return Map.of("StackResourceDetail", one);
    throw Refusal.invalid("Resource %s does not exist for stack %s".formatted(id, stack.name()));
  }

  private static Map<String, Object> page(Asked asked, String name, List<?> all) {
    int from = asked.has("NextToken") ? Integer.parseInt(asked.text("NextToken")) : 0;
    int to = Math.min(from + PAGE, all.size());
    var page = Parts.map(name, all.subList(from, to));
    if (to < all.size()) page.put("NextToken", to);
    return page;
  }

  private static Object summary(Template template) {
    var parameters = new ArrayList<Object>();
    template
        .part("Parameters")
        .forEach((name, terms) -> {
          var parameter = Parts.map("ParameterKey", name);
          Parts.named(terms)
              .forEach((term, value) -> {
                if (term.equals("Default")) parameter.put("DefaultValue", value);
                if (term.equals("Description") || term.equals("NoEcho")) parameter.put(term, value);
              });
          parameters.add(parameter);
        });
    return Map.of("Parameters", parameters, "Capabilities", template.capabilities());
  }
}
