package io.surgetank.deploy.infra.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One stack of CloudFormation: what stands, what became of it, what is planned.
final class CloudStack {
  final Identity identity;
  final Map<String, ChangeSet> changeSets = new LinkedHashMap<>();
  Wanted standing = Wanted.NOTHING;
  Map<String, Made> made = new LinkedHashMap<>();
  Map<String, String> outputs = Map.of();

  private final InstantSource clock;
  private final Instant created;
  private final List<Map<String, Object>> events = new ArrayList<>();
  private String status = "REVIEW_IN_PROGRESS";
  private String reason = "";
  private Runnable end = () -> {};
  private int looks;

  /// What a stack would become.
  ///
  /// @param reason why it cannot be executed; empty when it can
  record ChangeSet(String name, String id, Wanted wanted, List<Change> changes, String reason) {}

  CloudStack(Identity identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
    created = clock.instant();
    tell(status, "User Initiated");
  }

  String name() {
    return identity.stackName();
  }

  String id() {
    return identity.stackId();
  }

  String status() {
    return status;
  }

  boolean isGone() {
    return status.equals("DELETE_COMPLETE");
  }

  /// The stack is from now on in this state.
  void tell(String next, String why) {
    status = next;
    reason = why;
    event(name(), id(), "AWS::CloudFormation::Stack", next, why);
  }

  void tell(Made one, String next, String why) {
    event(one.id(), one.physical(), one.kind().type(), next, why);
  }

  private void event(String id, String physical, String type, String next, String why) {
    var event =
        Parts.map(
            "StackId",
            id(),
            "EventId",
            name() + "-" + (events.size() + 1),
            "StackName",
            name(),
            "LogicalResourceId",
            id,
            "PhysicalResourceId",
            physical,
            "ResourceType",
            type,
            "Timestamp",
            clock.instant(),
            "ResourceStatus",
            next);
    if (!why.isEmpty()) event.put("ResourceStatusReason", why);
    events.add(event);
  }

  /// Ends as told once it has been looked at so many times.
  void endsAfter(int someLooks, Runnable ending) {
    looks = someLooks;
    end = ending;
    if (looks == 0) finish();
  }

  void look() {
    if (looks > 0 && --looks == 0) finish();
  }

  private void finish() {
    Runnable ending = end;
    end = () -> {};
    ending.run();
  }

  /// The latest first.
  List<Map<String, Object>> events() {
    return List.copyOf(events).reversed();
  }

  Map<String, Object> described() {
    var described =
        Parts.map(
            "StackId",
            id(),
            "StackName",
            name(),
            "CreationTime",
            created,
            "StackStatus",
            status,
            "DisableRollback",
            "false",
            "EnableTerminationProtection",
            "false",
            "Capabilities",
            standing.capabilities());
    if (!reason.isEmpty()) described.put("StackStatusReason", reason);
    var terms = standing.template().part("Parameters");
    described.put(
        "Parameters",
        pairs("ParameterKey", "ParameterValue", standing.parameters()).stream()
            .map(pair -> {
              var echo = Parts.named(terms.get(Parts.text(pair, "ParameterKey")));
              if (Parts.text(echo, "NoEcho").equals("true")) pair.put("ParameterValue", "****");
              return pair;
            })
            .toList());
    described.put("Outputs", pairs("OutputKey", "OutputValue", outputs));
    described.put("Tags", pairs("Key", "Value", standing.tags()));
    return described;
  }

  static List<Map<String, Object>> pairs(String key, String value, Map<String, String> map) {
    return map.entrySet().stream()
        .map(entry -> Parts.map(key, entry.getKey(), value, entry.getValue()))
        .toList();
  }

  List<Map<String, Object>> resources() {
    return made.values().stream()
        .map(one ->
            Parts.map(
                "StackName", name(),
                "StackId", id(),
                "LogicalResourceId", one.id(),
                "PhysicalResourceId", one.physical(),
                "ResourceType", one.kind().type(),
                "LastUpdatedTimestamp", created,
                "Timestamp", created,
                "ResourceStatus", "CREATE_COMPLETE"))
        .toList();
  }
}
