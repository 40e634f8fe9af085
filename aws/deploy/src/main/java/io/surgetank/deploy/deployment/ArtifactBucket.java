package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The bucket of an account and region that the zips and, for a moment, the templates lie in.
final class ArtifactBucket {
  private final StorageBucket storageBucket;
  private final Consumer<String> say;

  ArtifactBucket(AwsAccount awsAccount, Consumer<String> say) {
    // Lambda reads its zip from its own region alone.
    this.storageBucket =
        awsAccount.bucket("surgetank-code-" + awsAccount.number() + "-" + awsAccount.region());
    this.say = say;
  }

  String name() {
    return storageBucket.name();
  }

  boolean isThere() {
    return storageBucket.condition() == StorageBucket.Condition.OURS;
  }

  /// What speaks against using it.
  Optional<String> fault() {
    return storageBucket.condition() == StorageBucket.Condition.FOREIGN
        ? Optional.of(
            "The bucket "
                + storageBucket.name()
                + " belongs to somebody else, or your credentials may not look at it.")
        : Optional.empty();
  }

  void prepare() {
    if (storageBucket.condition() != StorageBucket.Condition.MISSING) return;
    storageBucket.make();
    say.accept("Made the bucket " + storageBucket.name() + ", private and encrypted.");
  }

  void bring(Deployment deployment) {
    if (storageBucket.shelf().has(deployment.zipKey())) return;
    say.accept(
        "Uploading the zip, %.1f MB, to s3://%s/%s"
            .formatted(deployment.zip().length / 1e6, storageBucket.name(), deployment.zipKey()));
    storageBucket.shelf().put(deployment.zipKey(), deployment.zip());
  }

  URI bringTemplate(Deployment deployment) {
    storageBucket.shelf().put(deployment.templateKey(), deployment.templateBytes());
    return storageBucket.shelf().address(deployment.templateKey());
  }

  /// CloudFormation has read it and keeps a copy.
  void dropTemplate(Deployment deployment) {
    storageBucket.shelf().drop(List.of(deployment.templateKey()));
  }

  /// Removes what we put there for a stack, and the bucket when it is empty then; whether the
  /// bucket is gone.
  boolean clear(String stack) {
    if (!isThere()) return true;
    var written = Pattern.compile(Pattern.quote(stack) + "/[0-9a-f]{16}\\.(zip|template\\.yaml)");
    List<String> ours =
        storageBucket.shelf().keys(stack + "/").stream()
            .filter(key -> written.matcher(key).matches())
            .toList();
    storageBucket.shelf().drop(ours);
    return storageBucket.removeIfEmpty();
  }
}
