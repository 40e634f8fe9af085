package io.surgetank.deploy.sdk;

import io.surgetank.deploy.deployment.ChangeSets;
import io.surgetank.deploy.deployment.CloudFormation;
import io.surgetank.deploy.deployment.DeploymentEvent;
import io.surgetank.deploy.deployment.StackStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/// CloudFormation.
record SdkCloudFormation(CloudFormationClient client) implements CloudFormation {
  static final String SERVICE = "CloudFormation";

  @Override
  public Optional<StackStatus> status(String stack) {
    return ofStack(
        () ->
            client.describeStacks(request -> request.stackName(stack)).stacks().stream()
                .findFirst()
                .map(SdkCloudFormation::status),
        Optional.empty());
  }

  private static StackStatus status(Stack stack) {
    Map<String, String> parameters = new HashMap<>();
    stack.parameters().forEach(each -> parameters.put(each.parameterKey(), each.parameterValue()));
    Map<String, String> outputs = new HashMap<>();
    stack.outputs().forEach(each -> outputs.put(each.outputKey(), each.outputValue()));
    return new StackStatus(
        stack.stackId(),
        stack.stackStatusAsString(),
        text(stack.stackStatusReason()),
        parameters,
        outputs);
  }

  @Override
  public List<DeploymentEvent> events(String stack, Optional<String> after) {
    return ofStack(() -> newestFirst(stack, after).reversed(), List.of());
  }

  @Override
  public Optional<String> lastEventId(String stack) {
    return ofStack(
        () ->
            client.describeStackEvents(request -> request.stackName(stack)).stackEvents().stream()
                .findFirst()
                .map(StackEvent::eventId),
        Optional.empty());
  }

  private static <T> T ofStack(Supplier<T> call, T whenAbsent) {
    return AwsCall.of(
        SERVICE,
        () -> {
          try {
            return call.get();
          } catch (CloudFormationException refused) {
            if (isAbsent(refused)) return whenAbsent;
            throw refused;
          }
        });
  }

  private List<DeploymentEvent> newestFirst(String stack, Optional<String> after) {
    var events = new ArrayList<DeploymentEvent>();
    for (StackEvent event :
        client.describeStackEventsPaginator(request -> request.stackName(stack)).stackEvents()) {
      if (after.isPresent() && after.get().equals(event.eventId())) break;
      events.add(
          new DeploymentEvent(
              event.eventId(),
              text(event.logicalResourceId()),
              text(event.resourceType()),
              text(event.resourceStatusAsString()),
              text(event.resourceStatusReason())));
    }
    return events;
  }

  @Override
  public void delete(String stack) {
    AwsCall.of(SERVICE, () -> client.deleteStack(request -> request.stackName(stack)));
  }

  @Override
  public ChangeSets changeSets(String stack) {
    return new SdkChangeSets(client, stack);
  }

  /// CloudFormation has no error code for it.
  static boolean isAbsent(AwsServiceException refused) {
    return AwsCall.isRefusedWith(refused, "ValidationError")
        && text(refused.awsErrorDetails().errorMessage()).contains("does not exist");
  }

  static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
