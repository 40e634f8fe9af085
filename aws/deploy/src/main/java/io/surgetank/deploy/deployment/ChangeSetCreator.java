package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Has CloudFormation compute what a blueprint changes. The template lies in the bucket for just as
/// long: it is larger than what may be sent along.
record ChangeSetCreator(
    CloudFormation cloudFormation, ArtifactBucket artifactBucket, StackWaiter stackWaiter) {
  ChangeSet make(
      Deployment deployment,
      String name,
      Optional<StackStatus> before,
      ChangeSetRequest.Given token)
      throws InterruptedException {
    URI template = artifactBucket.bringTemplate(deployment);
    try {
      Map<String, ChangeSetRequest.Given> given =
          deployment.given(before, artifactBucket.name(), token);
      var kind = before.isPresent() ? ChangeSetRequest.Kind.UPDATE : ChangeSetRequest.Kind.CREATE;
      return make(
          deployment.stack(), new ChangeSetRequest(name, kind, Optional.of(template), given));
    } finally {
      artifactBucket.dropTemplate(deployment);
    }
  }

  ChangeSet make(String stack, ChangeSetRequest changeSetRequest) throws InterruptedException {
    ChangeSets changeSets = cloudFormation.drafts(stack);
    changeSets.make(changeSetRequest);
    return stackWaiter.untilComputed(changeSets, changeSetRequest.name());
  }
}
