package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The bucket of an account and region for zips and, for a short time, templates.
final class ArtifactBucket {
  private final StorageBucket storageBucket;
  private final Consumer<String> progress;

  ArtifactBucket(AwsAccount awsAccount, Consumer<String> progress) {
    // Lambda reads zips only from buckets in the same region.
    this.storageBucket =
        awsAccount.bucket("surgetank-code-" + awsAccount.accountId() + "-" + awsAccount.region());
    this.progress = progress;
  }

  String name() {
    return storageBucket.name();
  }

  boolean exists() {
    return storageBucket.condition() == StorageBucket.Condition.OURS;
  }

  /// Why it cannot be used.
  Optional<String> error() {
    return storageBucket.condition() == StorageBucket.Condition.FOREIGN
        ? Optional.of(
            "The bucket "
                + storageBucket.name()
                + " belongs to another account, or your credentials have no access to it.")
        : Optional.empty();
  }

  void createIfMissing() {
    if (storageBucket.condition() != StorageBucket.Condition.MISSING) return;
    storageBucket.create();
    progress.accept("Created the bucket " + storageBucket.name() + ", private and encrypted.");
  }

  void upload(Deployment deployment) {
    if (storageBucket.objects().exists(deployment.zipKey())) return;
    progress.accept(
        "Uploading the zip (%.1f MB) to s3://%s/%s"
            .formatted(deployment.zip().length / 1e6, storageBucket.name(), deployment.zipKey()));
    storageBucket.objects().put(deployment.zipKey(), deployment.zip());
  }

  URI uploadTemplate(Deployment deployment) {
    storageBucket.objects().put(deployment.templateKey(), deployment.templateBytes());
    return storageBucket.objects().url(deployment.templateKey());
  }

  /// CloudFormation has read it and keeps a copy.
  void deleteTemplate(Deployment deployment) {
    storageBucket.objects().delete(List.of(deployment.templateKey()));
  }

  /// Deletes the zips and templates of a stack, and the bucket if it is then empty; returns whether
  /// the bucket no longer exists.
  boolean deleteArtifacts(String stack) {
    if (!exists()) return true;
    var artifact = Pattern.compile(Pattern.quote(stack) + "/[0-9a-f]{16}\\.(zip|template\\.yaml)");
    List<String> ours =
        storageBucket.objects().keys(stack + "/").stream()
            .filter(key -> artifact.matcher(key).matches())
            .toList();
    storageBucket.objects().delete(ours);
    return storageBucket.deleteIfEmpty();
  }
}
