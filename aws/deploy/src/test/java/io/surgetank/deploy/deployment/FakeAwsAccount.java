package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An account in memory with at most one stack, whose operations take as long as a test says. A
/// status is what CloudFormation would report; resources are not created.
final class FakeAwsAccount
    implements AwsAccount,
        CloudFormation,
        ChangeSets,
        StorageBucket,
        ObjectStore,
        DeployedResources {
  private static final String ID = "stack/1";

  private final Map<String, byte[]> objects = new TreeMap<>();
  private final Map<String, ChangeSetRequest> requests = new HashMap<>();
  private final List<DeploymentEvent> events = new ArrayList<>();
  private final Map<String, String> parameters = new HashMap<>();
  private Condition condition = Condition.MISSING;
  private String status = "";
  private String next = "";
  private int pollsPerOperation;
  private int pollsLeft;

  /// From now on, an operation ends after its status was read this many times.
  void setPollsPerOperation(int polls) {
    pollsPerOperation = polls;
  }

  void setBucketCondition(Condition bucketCondition) {
    condition = bucketCondition;
  }

  /// The status now, without a poll.
  String current() {
    return status;
  }

  private void begin(String kind, String endsWith) {
    become(kind + "_IN_PROGRESS");
    next = endsWith;
    pollsLeft = pollsPerOperation;
    if (pollsLeft == 0) end();
  }

  private void end() {
    become(next);
    next = "";
  }

  private void become(String newStatus) {
    status = newStatus;
    events.add(
        new DeploymentEvent(
            String.valueOf(events.size()),
            "surgetank-dev",
            "AWS::CloudFormation::Stack",
            newStatus,
            ""));
  }

  @Override
  public Optional<StackStatus> status(String stack) {
    if (!next.isEmpty() && --pollsLeft <= 0) end();
    boolean isUnknown = status.isEmpty() || (status.equals("DELETE_COMPLETE") && !stack.equals(ID));
    return isUnknown
        ? Optional.empty()
        : Optional.of(
            new StackStatus(ID, status, "", parameters, Map.of("ApiEndpoint", "https://api")));
  }

  @Override
  public List<DeploymentEvent> events(String stack, Optional<String> after) {
    int from = after.map(id -> Integer.parseInt(id) + 1).orElse(0);
    return List.copyOf(events.subList(from, events.size()));
  }

  @Override
  public Optional<String> lastEventId(String stack) {
    return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast().id());
  }

  @Override
  public void delete(String name) {
    // Of CloudFormation a stack, of its change sets one of them.
    if (requests.remove(name) == null && !status.isEmpty() && !name.startsWith("surgetank-apply"))
      begin("DELETE", "DELETE_COMPLETE");
  }

  @Override
  public ChangeSets changeSets(String stack) {
    return this;
  }

  @Override
  public void create(ChangeSetRequest changeSetRequest) {
    requests.put(changeSetRequest.name(), changeSetRequest);
    if (status.isEmpty()) become("REVIEW_IN_PROGRESS");
  }

  @Override
  public ChangeSet read(String name) {
    return new ChangeSet.Ready(
        List.of(
            new PlannedChange(
                PlannedChange.Action.CHANGE, "Worker", "", "AWS::Lambda::Function", List.of())));
  }

  @Override
  public void execute(String name) {
    ChangeSetRequest request = requests.remove(name);
    if (request == null) throw new IllegalStateException("no change set " + name);
    request
        .parameters()
        .forEach((parameter, value) -> {
          if (value instanceof ChangeSetRequest.ParameterValue.New(var text))
            parameters.put(parameter, text);
        });
    String kind = request.kind().name();
    begin(kind, kind + "_COMPLETE");
  }

  @Override
  public String accountId() {
    return "123456789012";
  }

  @Override
  public String region() {
    return "eu-central-1";
  }

  @Override
  public CloudFormation cloudFormation() {
    return this;
  }

  @Override
  public StorageBucket bucket(String name) {
    return this;
  }

  @Override
  public DeployedResources deployedResources(String stack) {
    return this;
  }

  @Override
  public String name() {
    return "surgetank-code-123456789012-eu-central-1";
  }

  @Override
  public Condition condition() {
    return condition;
  }

  @Override
  public void create() {
    condition = Condition.OURS;
  }

  @Override
  public boolean deleteIfEmpty() {
    if (!objects.isEmpty()) return false;
    condition = Condition.MISSING;
    return true;
  }

  @Override
  public ObjectStore objects() {
    return this;
  }

  @Override
  public boolean exists(String key) {
    return objects.containsKey(key);
  }

  @Override
  public void put(String key, byte[] bytes) {
    objects.put(key, bytes);
  }

  @Override
  public List<String> keys(String prefix) {
    return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public void delete(List<String> keys) {
    objects.keySet().removeAll(keys);
  }

  @Override
  public URI url(String key) {
    return URI.create("https://bucket/" + key);
  }

  @Override
  public List<QueueDepth> queues() {
    return List.of();
  }

  @Override
  public boolean hasTable() {
    return false;
  }

  @Override
  public void unprotectTable() {}

  @Override
  public List<String> logGroups() {
    return List.of();
  }

  @Override
  public void close() {}
}
