package io.surgetank.deploy.infra.account;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The account's buckets and what lies in them; and the names that are other people's.
public final class Buckets {
  private static final Pattern NAME =
      Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final InstantSource clock;
  private final Map<String, TreeMap<String, Stored>> buckets = new TreeMap<>();
  private final Set<String> others = new TreeSet<>();

  Buckets(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized List<String> names() {
    return List.copyOf(buckets.keySet());
  }

  public synchronized List<String> keys(String bucket) {
    return List.copyOf(buckets.getOrDefault(bucket, new TreeMap<>()).keySet());
  }

  /// What lies there. Throws [IllegalArgumentException] when nothing does.
  public synchronized byte[] object(String bucket, String key) {
    return find(bucket, key)
        .orElseThrow(() -> new IllegalArgumentException("no object: " + bucket + "/" + key))
        .bytes();
  }

  synchronized Optional<Stored> find(String bucket, String key) {
    return Optional.ofNullable(buckets.getOrDefault(bucket, new TreeMap<>()).get(key));
  }

  /// From now on somebody else's: a bucket's name is there once in the whole world.
  public synchronized void belongsToOthers(String bucket) {
    others.add(bucket);
  }

  public synchronized void make(String bucket) throws Refusal {
    if (!NAME.matcher(bucket).matches())
      throw new Refusal(400, "InvalidBucketName", "The specified bucket is not valid.");
    if (others.contains(bucket))
      throw new Refusal(
          409,
          "BucketAlreadyExists",
          "The requested bucket name is not available. The bucket namespace is shared by all users"
              + " of the system. Please select a different name and try again.");
    if (buckets.putIfAbsent(bucket, new TreeMap<>()) != null)
      throw new Refusal(
          409,
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.");
  }

  synchronized void remove(String bucket) throws Refusal {
    if (!require(bucket).isEmpty())
      throw new Refusal(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    buckets.remove(bucket);
  }

  synchronized Map<String, Stored> require(String bucket) throws Refusal {
    if (others.contains(bucket)) throw new Refusal(403, "AccessDenied", "Access Denied");
    var found = buckets.get(bucket);
    if (found == null)
      throw new Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
    return found;
  }

  synchronized Stored require(String bucket, String key) throws Refusal {
    var found = require(bucket).get(key);
    if (found == null) throw new Refusal(404, "NoSuchKey", "The specified key does not exist.");
    return found;
  }

  /// Stores; answers what is stored.
  synchronized Stored put(String bucket, String key, byte[] bytes, Map<String, String> headers)
      throws Refusal {
    return put(bucket, key, new Part(bytes, Stored.hex(Stored.md5(bytes))), headers);
  }

  synchronized Stored put(String bucket, String key, Part whole, Map<String, String> headers)
      throws Refusal {
    var stored = new Stored(whole.bytes(), whole.etag(), clock.instant(), new HashMap<>(headers));
    require(bucket).put(key, stored);
    return stored;
  }

  synchronized void remove(String bucket, String key) throws Refusal {
    require(bucket).remove(key);
  }
}
