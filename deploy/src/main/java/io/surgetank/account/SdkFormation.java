package io.surgetank.account;

import io.surgetank.release.Drafts;
import io.surgetank.release.Formation;
import io.surgetank.release.Happening;
import io.surgetank.release.Standing;
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
record SdkFormation(CloudFormationClient client) implements Formation {
  static final String SERVICE = "CloudFormation";

  @Override
  public Optional<Standing> standing(String stack) {
    return ofStack(
        () ->
            client.describeStacks(request -> request.stackName(stack)).stacks().stream()
                .findFirst()
                .map(SdkFormation::standing),
        Optional.empty());
  }

  private static Standing standing(Stack stack) {
    Map<String, String> parameters = new HashMap<>();
    stack.parameters().forEach(each -> parameters.put(each.parameterKey(), each.parameterValue()));
    Map<String, String> outputs = new HashMap<>();
    stack.outputs().forEach(each -> outputs.put(each.outputKey(), each.outputValue()));
    return new Standing(
        stack.stackId(),
        stack.stackStatusAsString(),
        text(stack.stackStatusReason()),
        parameters,
        outputs);
  }

  @Override
  public List<Happening> happenings(String stack, Optional<String> after) {
    return ofStack(() -> newestFirst(stack, after).reversed(), List.of());
  }

  @Override
  public Optional<String> lastHappening(String stack) {
    return ofStack(
        () ->
            client.describeStackEvents(request -> request.stackName(stack)).stackEvents().stream()
                .findFirst()
                .map(StackEvent::eventId),
        Optional.empty());
  }

  private static <T> T ofStack(Supplier<T> question, T whenAbsent) {
    return Asked.of(
        SERVICE,
        () -> {
          try {
            return question.get();
          } catch (CloudFormationException refused) {
            if (isAbsent(refused)) return whenAbsent;
            throw refused;
          }
        });
  }

  private List<Happening> newestFirst(String stack, Optional<String> after) {
    var happenings = new ArrayList<Happening>();
    for (StackEvent event :
        client.describeStackEventsPaginator(request -> request.stackName(stack)).stackEvents()) {
      if (after.isPresent() && after.get().equals(event.eventId())) break;
      happenings.add(
          new Happening(
              event.eventId(),
              text(event.logicalResourceId()),
              text(event.resourceType()),
              text(event.resourceStatusAsString()),
              text(event.resourceStatusReason())));
    }
    return happenings;
  }

  @Override
  public void remove(String stack) {
    Asked.of(SERVICE, () -> client.deleteStack(request -> request.stackName(stack)));
  }

  @Override
  public Drafts drafts(String stack) {
    return new SdkDrafts(client, stack);
  }

  /// CloudFormation has no error of its own for it.
  static boolean isAbsent(AwsServiceException refused) {
    return Asked.isRefusedWith(refused, "ValidationError")
        && text(refused.awsErrorDetails().errorMessage()).contains("does not exist");
  }

  static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
