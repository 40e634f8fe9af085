package io.surgetank.deploy.sdk;

import io.surgetank.deploy.deployment.DeployedResources;
import io.surgetank.deploy.deployment.QueueDepth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// The resources of a stack, found by their names.
record SdkDeployedResources(SdkClients sdkClients, String stack) implements DeployedResources {
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  @Override
  public List<QueueDepth> queues() {
    return AwsCall.of(
        "SQS",
        () -> {
          var queues = new ArrayList<QueueDepth>();
          // The name of a stage has no dash: no queue of `shop-dev2` begins with `shop-dev-`.
          for (String url :
              sdkClients
                  .sqs()
                  .listQueuesPaginator(request -> request.queueNamePrefix(stack + "-"))
                  .queueUrls()) counted(url).ifPresent(queues::add);
          queues.sort(java.util.Comparator.comparing(QueueDepth::name));
          return queues;
        });
  }

  /// Empty if the queue was deleted since it was listed.
  private Optional<QueueDepth> counted(String url) {
    try {
      Map<QueueAttributeName, String> counts =
          sdkClients
              .sqs()
              .getQueueAttributes(request -> request.queueUrl(url).attributeNames(COUNTS))
              .attributes();
      return Optional.of(
          new QueueDepth(
              url.substring(url.lastIndexOf('/') + 1),
              url,
              count(counts, COUNTS.get(0)),
              count(counts, COUNTS.get(1)),
              count(counts, COUNTS.get(2))));
    } catch (QueueDoesNotExistException gone) {
      return Optional.empty();
    }
  }

  private static long count(Map<QueueAttributeName, String> counts, QueueAttributeName which) {
    return Long.parseLong(counts.getOrDefault(which, "0"));
  }

  @Override
  public boolean hasTable() {
    return AwsCall.of(
        "DynamoDB",
        () -> {
          try {
            sdkClients.dynamo().describeTable(request -> request.tableName(stack));
            return true;
          } catch (ResourceNotFoundException none) {
            return false;
          }
        });
  }

  @Override
  public void unprotectTable() {
    AwsCall.of(
        "DynamoDB",
        () ->
            sdkClients
                .dynamo()
                .updateTable(request -> request.tableName(stack).deletionProtectionEnabled(false)));
  }

  @Override
  public List<String> logGroups() {
    var groups = new ArrayList<String>();
    groups.addAll(logGroups("/aws/lambda/" + stack + "-"));
    // That of the API ends with the name of the stack, which may be the prefix of another stage.
    groups.addAll(
        logGroups("/aws/http-api/" + stack).stream()
            .filter(group -> group.equals("/aws/http-api/" + stack))
            .toList());
    return groups;
  }

  private List<String> logGroups(String prefix) {
    return AwsCall.of(
        "CloudWatch Logs",
        () ->
            sdkClients
                .logs()
                .describeLogGroupsPaginator(request -> request.logGroupNamePrefix(prefix))
                .logGroups()
                .stream()
                .map(group -> group.logGroupName())
                .toList());
  }
}
