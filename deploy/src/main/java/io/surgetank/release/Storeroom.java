package io.surgetank.release;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The bucket of an account and region that the zips and, for a moment, the templates lie in.
final class Storeroom {
  private final Bucket bucket;
  private final Consumer<String> say;

  Storeroom(Account account, Consumer<String> say) {
    // Lambda reads its zip from its own region alone.
    this.bucket = account.bucket("surgetank-code-" + account.number() + "-" + account.region());
    this.say = say;
  }

  String name() {
    return bucket.name();
  }

  boolean isThere() {
    return bucket.condition() == Bucket.Condition.OURS;
  }

  /// What speaks against using it.
  Optional<String> fault() {
    return bucket.condition() == Bucket.Condition.FOREIGN
        ? Optional.of(
            "The bucket "
                + bucket.name()
                + " belongs to somebody else, or your credentials may not look at it.")
        : Optional.empty();
  }

  void prepare() {
    if (bucket.condition() != Bucket.Condition.MISSING) return;
    bucket.make();
    say.accept("Made the bucket " + bucket.name() + ", private and encrypted.");
  }

  void bring(Blueprint blueprint) {
    if (bucket.shelf().has(blueprint.zipKey())) return;
    say.accept(
        "Uploading the zip, %.1f MB, to s3://%s/%s"
            .formatted(blueprint.zip().length / 1e6, bucket.name(), blueprint.zipKey()));
    bucket.shelf().put(blueprint.zipKey(), blueprint.zip());
  }

  URI bringTemplate(Blueprint blueprint) {
    bucket.shelf().put(blueprint.templateKey(), blueprint.templateBytes());
    return bucket.shelf().address(blueprint.templateKey());
  }

  /// CloudFormation has read it and keeps a copy.
  void dropTemplate(Blueprint blueprint) {
    bucket.shelf().drop(List.of(blueprint.templateKey()));
  }

  /// Removes what we put there for a stack, and the bucket when it is empty then; whether the
  /// bucket is gone.
  boolean clear(String stack) {
    if (!isThere()) return true;
    var written = Pattern.compile(Pattern.quote(stack) + "/[0-9a-f]{16}\\.(zip|template\\.yaml)");
    List<String> ours =
        bucket.shelf().keys(stack + "/").stream()
            .filter(key -> written.matcher(key).matches())
            .toList();
    bucket.shelf().drop(ours);
    return bucket.removeIfEmpty();
  }
}
