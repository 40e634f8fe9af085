package io.surgetank.deploy.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.surgetank.deploy.deployment.ChangeSet;
import io.surgetank.deploy.deployment.PlannedChange;
import io.surgetank.deploy.deployment.PlannedChange.Action;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Replacement;

/// Responses of CloudFormation that moto does not give.
class SdkResponsesTest {
  /// A client that has computed a change set.
  private record Client(DescribeChangeSetResponse first, DescribeChangeSetResponse second)
      implements CloudFormationClient {
    @Override
    public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
      return request.nextToken() == null ? first : second;
    }

    @Override
    public String serviceName() {
      return "cloudformation";
    }

    @Override
    public void close() {}
  }

  private static ChangeSet read(DescribeChangeSetResponse... pages) {
    return new SdkChangeSets(new Client(pages[0], pages[pages.length - 1]), "stack").read("set");
  }

  private static DescribeChangeSetResponse.Builder page(ChangeSetStatus status) {
    return DescribeChangeSetResponse.builder().status(status);
  }

  private static Change change(String resource, ChangeAction action, Replacement replacement) {
    return Change.builder()
        .resourceChange(change ->
            change
                .logicalResourceId(resource)
                .resourceType("AWS::Lambda::Version")
                .action(action)
                .replacement(replacement))
        .build();
  }

  @Test
  void the_pages_of_a_change_set_are_joined_and_its_replacements_are_distinguished() {
    var first =
        page(ChangeSetStatus.CREATE_COMPLETE)
            .nextToken("2")
            .changes(
                change("A", ChangeAction.MODIFY, Replacement.TRUE),
                change("B", ChangeAction.MODIFY, Replacement.CONDITIONAL),
                change("C", ChangeAction.MODIFY, Replacement.FALSE))
            .build();
    var second =
        page(ChangeSetStatus.CREATE_COMPLETE)
            .changes(
                change("D", ChangeAction.DYNAMIC, Replacement.FALSE),
                change("E", ChangeAction.IMPORT, Replacement.FALSE),
                change("F", ChangeAction.REMOVE, Replacement.FALSE))
            .build();

    assertThat(read(first, second))
        .isInstanceOfSatisfying(
            ChangeSet.Ready.class,
            ready ->
                assertThat(ready.changes())
                    .extracting(PlannedChange::resource, PlannedChange::action)
                    .containsExactly(
                        tuple("A", Action.REPLACE),
                        tuple("B", Action.MAYBE_REPLACE),
                        tuple("C", Action.CHANGE),
                        tuple("D", Action.MAYBE_REPLACE),
                        tuple("E", Action.ADD),
                        tuple("F", Action.REMOVE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The submitted information didn't contain changes. Submit different information.",
        "No updates are to be performed."
      })
  void a_change_set_without_changes_is_recognized_by_its_reason(String reason) {
    assertThat(read(page(ChangeSetStatus.FAILED).statusReason(reason).build()))
        .isEqualTo(new ChangeSet.NoChanges());
  }

  @Test
  void a_change_set_that_failed_is_refused_with_its_reason() {
    assertThat(read(page(ChangeSetStatus.FAILED).statusReason("a limit").build()))
        .isEqualTo(new ChangeSet.Refused("a limit"));
  }

  @Test
  void a_change_set_is_pending_until_it_is_computed() {
    for (var status : List.of(ChangeSetStatus.CREATE_PENDING, ChangeSetStatus.CREATE_IN_PROGRESS))
      assertThat(read(page(status).build())).isEqualTo(new ChangeSet.Pending());
  }
}
