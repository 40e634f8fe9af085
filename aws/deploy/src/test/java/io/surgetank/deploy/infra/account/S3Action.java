package io.surgetank.deploy.infra.account;

import java.util.Map;
import java.util.Set;

/// S3 names no action in its requests: method, depth of the path and one word of the query do.
final class S3Action {
  private static final Map<String, String> OF_BUCKET =
      Map.ofEntries(
          Map.entry("GET location", "GetBucketLocation"),
          Map.entry("GET list-type", "ListObjectsV2"),
          Map.entry("GET versions", "ListObjectVersions"),
          Map.entry("GET versioning", "GetBucketVersioning"),
          Map.entry("PUT versioning", "PutBucketVersioning"),
          Map.entry("GET encryption", "GetBucketEncryption"),
          Map.entry("PUT encryption", "PutBucketEncryption"),
          Map.entry("GET policy", "GetBucketPolicy"),
          Map.entry("PUT policy", "PutBucketPolicy"),
          Map.entry("GET publicAccessBlock", "GetPublicAccessBlock"),
          Map.entry("PUT publicAccessBlock", "PutPublicAccessBlock"),
          Map.entry("PUT tagging", "PutBucketTagging"),
          Map.entry("GET tagging", "GetBucketTagging"),
          Map.entry("POST delete", "DeleteObjects"),
          Map.entry("PUT", "CreateBucket"),
          Map.entry("HEAD", "HeadBucket"),
          Map.entry("DELETE", "DeleteBucket"),
          Map.entry("GET", "ListObjects"));

  private static final Map<String, String> OF_OBJECT =
      Map.of(
          "POST uploads", "CreateMultipartUpload",
          "PUT uploadId", "UploadPart",
          "POST uploadId", "CompleteMultipartUpload",
          "DELETE uploadId", "AbortMultipartUpload",
          "PUT", "PutObject",
          "GET", "GetObject",
          "HEAD", "HeadObject",
          "DELETE", "DeleteObject");

  /// Words that say how, not what.
  private static final Set<String> MANNERS =
      Set.of(
          "x-id",
          "prefix",
          "delimiter",
          "max-keys",
          "marker",
          "encoding-type",
          "continuation-token",
          "start-after",
          "partNumber");

  private S3Action() {}

  static String of(Asked asked) {
    String method = asked.method();
    String[] path = asked.path().substring(1).split("/", 2);
    if (path[0].isEmpty()) return method.equals("GET") ? "ListBuckets" : method + " /";
    var known = path.length == 1 || path[1].isEmpty() ? OF_BUCKET : OF_OBJECT;
    return asked.query().keySet().stream()
        .filter(word -> known.containsKey(method + " " + word))
        .map(word -> known.get(method + " " + word))
        .findFirst()
        .orElseGet(() ->
            MANNERS.containsAll(asked.query().keySet()) && known.containsKey(method)
                ? known.get(method)
                : method + " " + asked.query().keySet());
  }
}
