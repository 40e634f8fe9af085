package io.surgetank.deploy.sdk;

import static io.surgetank.deploy.sdk.SdkCloudFormation.SERVICE;
import static io.surgetank.deploy.sdk.SdkCloudFormation.text;

import io.surgetank.deploy.deployment.ChangeSet;
import io.surgetank.deploy.deployment.ChangeSetRequest;
import io.surgetank.deploy.deployment.ChangeSets;
import io.surgetank.deploy.deployment.PlannedChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/// The change sets of a stack.
record SdkChangeSets(CloudFormationClient client, String stack) implements ChangeSets {
  @Override
  public void create(ChangeSetRequest changeSetRequest) {
    delete(changeSetRequest.name());
    AwsCall.of(
        SERVICE,
        () ->
            client.createChangeSet(request -> {
              request
                  .stackName(stack)
                  .changeSetName(changeSetRequest.name())
                  .changeSetType(ChangeSetType.valueOf(changeSetRequest.kind().name()))
                  .capabilities(Capability.CAPABILITY_IAM)
                  .parameters(parameters(changeSetRequest.parameters()));
              changeSetRequest
                  .template()
                  .ifPresentOrElse(
                      url -> request.templateURL(url.toString()),
                      () -> request.usePreviousTemplate(true));
            }));
  }

  private static List<Parameter> parameters(Map<String, ChangeSetRequest.ParameterValue> values) {
    var parameters = new ArrayList<Parameter>();
    values.forEach((name, each) -> {
      var parameter = Parameter.builder().parameterKey(name);
      switch (each) {
        case ChangeSetRequest.ParameterValue.New(var value) -> parameter.parameterValue(value);
        case ChangeSetRequest.ParameterValue.Previous() -> parameter.usePreviousValue(true);
      }
      parameters.add(parameter.build());
    });
    parameters.sort(Comparator.comparing(Parameter::parameterKey));
    return parameters;
  }

  @Override
  public ChangeSet read(String name) {
    return AwsCall.of(SERVICE, () -> changeSet(name));
  }

  private ChangeSet changeSet(String name) {
    var changes = new ArrayList<PlannedChange>();
    DescribeChangeSetResponse page = page(name, "");
    while (true) {
      page.changes().forEach(each -> changes.add(change(each.resourceChange())));
      if (text(page.nextToken()).isEmpty()) break;
      page = page(name, page.nextToken());
    }
    String reason = text(page.statusReason());
    return switch (page.status()) {
      case CREATE_COMPLETE -> new ChangeSet.Ready(changes);
      case FAILED ->
          isNoChanges(reason) ? new ChangeSet.NoChanges() : new ChangeSet.Refused(reason);
      case CREATE_PENDING, CREATE_IN_PROGRESS -> new ChangeSet.Pending();
      default -> new ChangeSet.Refused("the change set is " + page.statusAsString() + " " + reason);
    };
  }

  private DescribeChangeSetResponse page(String name, String token) {
    return client.describeChangeSet(request -> {
      request.stackName(stack).changeSetName(name);
      if (!token.isEmpty()) request.nextToken(token);
    });
  }

  /// CloudFormation has no status for it, but two texts.
  private static boolean isNoChanges(String reason) {
    return reason.contains("didn't contain changes") || reason.contains("No updates are to be");
  }

  private static PlannedChange change(ResourceChange change) {
    List<String> properties =
        change.details().stream()
            .map(detail -> text(detail.target() == null ? null : detail.target().name()))
            .filter(name -> !name.isEmpty())
            .distinct()
            .sorted()
            .toList();
    return new PlannedChange(
        action(change),
        change.logicalResourceId(),
        text(change.physicalResourceId()),
        change.resourceType(),
        properties);
  }

  private static PlannedChange.Action action(ResourceChange change) {
    return switch (change.actionAsString()) {
      case "Add", "Import" -> PlannedChange.Action.ADD;
      case "Remove" -> PlannedChange.Action.REMOVE;
      case "Dynamic" -> PlannedChange.Action.MAYBE_REPLACE;
      default ->
          switch (text(change.replacementAsString())) {
            case "True" -> PlannedChange.Action.REPLACE;
            case "Conditional" -> PlannedChange.Action.MAYBE_REPLACE;
            default -> PlannedChange.Action.CHANGE;
          };
    };
  }

  @Override
  public void execute(String name) {
    AwsCall.of(
        SERVICE,
        () -> client.executeChangeSet(request -> request.stackName(stack).changeSetName(name)));
  }

  @Override
  public void delete(String name) {
    AwsCall.of(SERVICE, () -> isDeleted(name));
  }

  private boolean isDeleted(String name) {
    try {
      client.deleteChangeSet(request -> request.stackName(stack).changeSetName(name));
      return true;
    } catch (ChangeSetNotFoundException gone) {
      return false;
    } catch (CloudFormationException refused) {
      if (SdkCloudFormation.isAbsent(refused)) return false;
      throw refused;
    }
  }
}
