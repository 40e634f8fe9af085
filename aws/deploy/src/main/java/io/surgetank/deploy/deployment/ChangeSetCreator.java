package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Creates change sets and waits for them. The template is in the bucket meanwhile: it is too large
/// to be sent in the request.
record ChangeSetCreator(
    CloudFormation cloudFormation, ArtifactBucket artifactBucket, StackWaiter stackWaiter) {
  ChangeSet create(
      Deployment deployment,
      String name,
      Optional<StackStatus> before,
      ChangeSetRequest.ParameterValue token)
      throws InterruptedException {
    URI template = artifactBucket.uploadTemplate(deployment);
    try {
      Map<String, ChangeSetRequest.ParameterValue> parameters =
          deployment.parameterValues(before, artifactBucket.name(), token);
      var kind = before.isPresent() ? ChangeSetRequest.Kind.UPDATE : ChangeSetRequest.Kind.CREATE;
      return create(
          deployment.stack(), new ChangeSetRequest(name, kind, Optional.of(template), parameters));
    } finally {
      artifactBucket.deleteTemplate(deployment);
    }
  }

  ChangeSet create(String stack, ChangeSetRequest changeSetRequest) throws InterruptedException {
    ChangeSets changeSets = cloudFormation.changeSets(stack);
    changeSets.create(changeSetRequest);
    return stackWaiter.awaitChangeSet(changeSets, changeSetRequest.name());
  }
}
