package io.surgetank.deploy.infra.account;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/// What stands in the account, whoever put it there: names that are taken, and what a resource asks
/// for before it can be.
final class Estate {
  private static final Pattern LOOKED_UP =
      Pattern.compile("\\{\\{resolve:secretsmanager:([^:}]+)[^}]*}}");

  /// What Lambda takes, unpacked.
  private static final long LARGEST_CODE = 262_144_000;

  private final Buckets buckets;
  private final Texts texts;
  private final Map<String, String> owners = new HashMap<>();
  private final Set<String> unprotected = new HashSet<>();

  Estate(Buckets buckets, Texts texts) {
    this.buckets = buckets;
    this.texts = texts;
  }

  Buckets buckets() {
    return buckets;
  }

  synchronized void holds(String type, String name) {
    owners.put(type + " " + name, "somebody else's");
  }

  /// Whoever takes the protection of a table off does it past the stack.
  synchronized void unprotect(String table) {
    unprotected.add(table);
  }

  synchronized boolean hasTable(String name) {
    return owners.containsKey(Kind.TABLE.type() + " " + name);
  }

  /// What there is of a kind, whoever put it there, sorted.
  synchronized List<String> names(Kind kind) {
    String type = kind.type() + " ";
    return owners.keySet().stream()
        .filter(owned -> owned.startsWith(type))
        .map(owned -> owned.substring(type.length()))
        .sorted()
        .toList();
  }

  /// Past the stack too. Whether it went, which one that may still be protected does not.
  synchronized boolean removeTable(String name) {
    return unprotected.contains(name) && owners.remove(Kind.TABLE.type() + " " + name) != null;
  }

  synchronized void make(Made made, String stack) throws Refusal {
    check(made);
    var name = made.kind().named(made.properties());
    if (name.isPresent()) {
      String key = made.kind().type() + " " + name.get();
      if (owners.containsKey(key))
        throw handler(
            "Resource of type '%s' with identifier '%s' already exists."
                .formatted(made.kind().type(), name.get()),
            "AlreadyExists");
      owners.put(key, stack);
      unprotected.remove(name.get());
    }
    if (made.kind() == Kind.BUCKET) buckets.make(made.physical());
  }

  /// What stands may become this.
  synchronized void check(Made made) throws Refusal {
    var name = made.kind().named(made.properties());
    if (name.isPresent() && !made.kind().takes(name.get()))
      throw handler(
          "Properties validation failed for resource %s with message: [name: %s does not match]"
              .formatted(made.id(), name.get()),
          "InvalidRequest");
    if (made.kind() == Kind.FUNCTION) requireCode(Parts.named(made.properties().get("Code")));
    lookedUp(made.properties().toString());
  }

  private void requireCode(Map<String, Object> code) throws Refusal {
    byte[] zip;
    try {
      zip = buckets.require(Parts.text(code, "S3Bucket"), Parts.text(code, "S3Key")).bytes();
    } catch (Refusal missing) {
      throw handler(
          "Error occurred while GetObject. S3 Error Code: %s. S3 Error Message: %s (Service: Lambda, Status Code: 400, Request ID: 0)"
              .formatted(missing.code(), missing.sentence()),
          "InvalidRequest");
    }
    long size = 0;
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      while (entries.getNextEntry() != null) size += entries.readAllBytes().length;
    } catch (IOException unreadable) {
      size = 0;
    }
    if (size == 0)
      throw handler(
          "Could not unzip uploaded file. Please check your file, then try to upload again. (Service: Lambda, Status Code: 400, Request ID: 0)",
          "InvalidRequest");
    if (size > LARGEST_CODE)
      throw handler(
          "Unzipped size must be smaller than %d bytes (Service: Lambda, Status Code: 400, Request ID: 0)"
              .formatted(LARGEST_CODE),
          "InvalidRequest");
  }

  /// The text with what it names in Secrets Manager in place of the name.
  String lookedUp(String text) throws Refusal {
    var whole = new StringBuilder();
    Matcher found = LOOKED_UP.matcher(text);
    while (found.find()) {
      var secret = texts.secret(found.group(1));
      if (secret.isEmpty())
        throw new Refusal(
            400,
            "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret. (Service: AWSSecretsManager; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: 0; Proxy: null)");
      found.appendReplacement(whole, Matcher.quoteReplacement(secret.get()));
    }
    return found.appendTail(whole).toString();
  }

  synchronized void unmake(Made made) throws Refusal {
    var name = made.kind().named(made.properties());
    boolean isProtected =
        Parts.text(Parts.named(made.properties()), "DeletionProtectionEnabled").equals("true");
    if (made.kind() == Kind.TABLE && isProtected && !unprotected.contains(made.physical()))
      throw handler(
          "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. (Service: DynamoDb, Status Code: 400, Request ID: 0)",
          "GeneralServiceException");
    if (made.kind() == Kind.BUCKET)
      try {
        buckets.remove(made.physical());
      } catch (Refusal refusal) {
        if (!refusal.code().equals("NoSuchBucket")) throw refusal;
      }
    name.ifPresent(known -> owners.remove(made.kind().type() + " " + known));
  }

  private static Refusal handler(String sentence, String code) {
    return new Refusal(
        400,
        code,
        "Resource handler returned message: \"%s\" (RequestToken: 0, HandlerErrorCode: %s)"
            .formatted(sentence, code));
  }
}
