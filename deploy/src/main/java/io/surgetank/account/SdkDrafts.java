package io.surgetank.account;

import static io.surgetank.account.SdkFormation.SERVICE;
import static io.surgetank.account.SdkFormation.text;

import io.surgetank.release.Change;
import io.surgetank.release.Draft;
import io.surgetank.release.Drafts;
import io.surgetank.release.Proposal;
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
record SdkDrafts(CloudFormationClient client, String stack) implements Drafts {
  @Override
  public void make(Proposal proposal) {
    discard(proposal.name());
    Asked.of(
        SERVICE,
        () ->
            client.createChangeSet(request -> {
              request
                  .stackName(stack)
                  .changeSetName(proposal.name())
                  .changeSetType(ChangeSetType.valueOf(proposal.kind().name()))
                  .capabilities(Capability.CAPABILITY_IAM)
                  .parameters(parameters(proposal.parameters()));
              proposal
                  .template()
                  .ifPresentOrElse(
                      place -> request.templateURL(place.toString()),
                      () -> request.usePreviousTemplate(true));
            }));
  }

  private static List<Parameter> parameters(Map<String, Proposal.Given> given) {
    var parameters = new ArrayList<Parameter>();
    given.forEach((name, each) -> {
      var parameter = Parameter.builder().parameterKey(name);
      switch (each) {
        case Proposal.Given.Value(var value) -> parameter.parameterValue(value);
        case Proposal.Given.Kept() -> parameter.usePreviousValue(true);
      }
      parameters.add(parameter.build());
    });
    parameters.sort(Comparator.comparing(Parameter::parameterKey));
    return parameters;
  }

  @Override
  public Draft read(String name) {
    return Asked.of(SERVICE, () -> draft(name));
  }

  private Draft draft(String name) {
    var changes = new ArrayList<Change>();
    DescribeChangeSetResponse page = page(name, "");
    while (true) {
      page.changes().forEach(each -> changes.add(change(each.resourceChange())));
      if (text(page.nextToken()).isEmpty()) break;
      page = page(name, page.nextToken());
    }
    String reason = text(page.statusReason());
    return switch (page.status()) {
      case CREATE_COMPLETE -> new Draft.Ready(changes);
      case FAILED -> isNothing(reason) ? new Draft.Nothing() : new Draft.Refused(reason);
      case CREATE_PENDING, CREATE_IN_PROGRESS -> new Draft.Pending();
      default -> new Draft.Refused("the change set is " + page.statusAsString() + " " + reason);
    };
  }

  private DescribeChangeSetResponse page(String name, String token) {
    return client.describeChangeSet(request -> {
      request.stackName(stack).changeSetName(name);
      if (!token.isEmpty()) request.nextToken(token);
    });
  }

  /// CloudFormation has no status of its own for it, and two ways to say it.
  private static boolean isNothing(String reason) {
    return reason.contains("didn't contain changes") || reason.contains("No updates are to be");
  }

  private static Change change(ResourceChange change) {
    List<String> properties =
        change.details().stream()
            .map(detail -> text(detail.target() == null ? null : detail.target().name()))
            .filter(name -> !name.isEmpty())
            .distinct()
            .sorted()
            .toList();
    return new Change(
        action(change),
        change.logicalResourceId(),
        text(change.physicalResourceId()),
        change.resourceType(),
        properties);
  }

  private static Change.Action action(ResourceChange change) {
    return switch (change.actionAsString()) {
      case "Add", "Import" -> Change.Action.ADD;
      case "Remove" -> Change.Action.REMOVE;
      case "Dynamic" -> Change.Action.MAYBE_REPLACE;
      default ->
          switch (text(change.replacementAsString())) {
            case "True" -> Change.Action.REPLACE;
            case "Conditional" -> Change.Action.MAYBE_REPLACE;
            default -> Change.Action.CHANGE;
          };
    };
  }

  @Override
  public void execute(String name) {
    Asked.of(
        SERVICE,
        () -> client.executeChangeSet(request -> request.stackName(stack).changeSetName(name)));
  }

  @Override
  public void discard(String name) {
    Asked.of(SERVICE, () -> discarded(name));
  }

  private boolean discarded(String name) {
    try {
      client.deleteChangeSet(request -> request.stackName(stack).changeSetName(name));
      return true;
    } catch (ChangeSetNotFoundException gone) {
      return false;
    } catch (CloudFormationException refused) {
      if (SdkFormation.isAbsent(refused)) return false;
      throw refused;
    }
  }
}
