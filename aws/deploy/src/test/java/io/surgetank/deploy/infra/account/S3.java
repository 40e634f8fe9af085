package io.surgetank.deploy.infra.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Buckets and objects, by path and by name.
final class S3 implements Service {
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final Pattern PLACE =
      Pattern.compile("<LocationConstraint[^>]*>([^<]*)</LocationConstraint>");

  private final Buckets buckets;
  private final String region;
  private final Map<String, TreeMap<Integer, Part>> uploads = new HashMap<>();
  private int uploadsBegun;

  S3(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
  }

  @Override
  public synchronized Answer answer(Asked asked) throws Refusal {
    String[] path = asked.path().substring(1).split("/", 2);
    String bucket = path[0];
    String key = path.length == 1 ? "" : path[1];
    return switch (asked.action()) {
      case "ListBuckets" -> listed();
      case "CreateBucket" -> made(asked, bucket);
      case "HeadBucket",
          "PutBucketVersioning",
          "PutBucketEncryption",
          "PutBucketPolicy",
          "PutPublicAccessBlock",
          "PutBucketTagging" -> {
        buckets.require(bucket);
        yield Answer.empty(200);
      }
      case "DeleteBucket" -> {
        buckets.remove(bucket);
        yield Answer.empty(204);
      }
      case "GetBucketLocation" -> {
        buckets.require(bucket);
        yield Answer.xml(200, "<LocationConstraint>%s</LocationConstraint>".formatted(region));
      }
      case "GetBucketVersioning" -> {
        buckets.require(bucket);
        yield Answer.xml(200, "<VersioningConfiguration/>");
      }
      case "ListObjects", "ListObjectsV2", "ListObjectVersions" -> objects(asked, bucket);
      case "DeleteObjects" -> removed(bucket, new String(asked.body(), UTF_8));
      case "PutObject" -> put(asked, bucket, key);
      case "GetObject", "HeadObject" -> object(asked, buckets.require(bucket, key));
      case "DeleteObject" -> {
        buckets.remove(bucket, key);
        yield Answer.empty(204);
      }
      default -> inParts(asked, bucket, key);
    };
  }

  private Answer made(Asked asked, String bucket) throws Refusal {
    var place = PLACE.matcher(new String(asked.body(), UTF_8));
    String wanted = place.find() ? place.group(1) : "us-east-1";
    if (!wanted.equals(region))
      throw new Refusal(
          400,
          "IllegalLocationConstraintException",
          "The "
              + wanted
              + " location constraint is incompatible for the region specific endpoint this"
              + " request was sent to.");
    buckets.make(bucket);
    return Answer.empty(200);
  }

  private Answer listed() {
    var text = new StringBuilder("<ListAllMyBucketsResult><Buckets>");
    for (String name : buckets.names())
      text.append("<Bucket><Name>%s</Name></Bucket>".formatted(name));
    return Answer.xml(200, text.append("</Buckets></ListAllMyBucketsResult>").toString());
  }

  /// All at once: no test has more than a page of them.
  private Answer objects(Asked asked, String bucket) throws Refusal {
    boolean isOfVersions = asked.action().equals("ListObjectVersions");
    String list = isOfVersions ? "ListVersionsResult" : "ListBucketResult";
    var text = new StringBuilder("<%s><Name>%s</Name>".formatted(list, bucket));
    int count = 0;
    for (var object : buckets.require(bucket).entrySet()) {
      if (!object.getKey().startsWith(asked.text("prefix"))) continue;
      count++;
      text.append(
          "<%1$s><Key>%2$s</Key><LastModified>%3$s</LastModified><ETag>&quot;%4$s&quot;</ETag><Size>%5$d</Size>%6$s</%1$s>"
              .formatted(
                  isOfVersions ? "Version" : "Contents",
                  Xml.escaped(object.getKey()),
                  object.getValue().modified().truncatedTo(ChronoUnit.MILLIS),
                  object.getValue().etag(),
                  object.getValue().length(),
                  isOfVersions
                      ? "<VersionId>null</VersionId><IsLatest>true</IsLatest>"
                      : "<StorageClass>STANDARD</StorageClass>"));
    }
    if (count > 1_000) throw new IllegalStateException("a second page is not known");
    text.append("<KeyCount>%d</KeyCount><MaxKeys>1000</MaxKeys>".formatted(count));
    text.append("<IsTruncated>false</IsTruncated></%s>".formatted(list));
    return Answer.xml(200, text.toString());
  }

  private Answer removed(String bucket, String body) throws Refusal {
    var text = new StringBuilder("<DeleteResult>");
    for (var key : KEY.matcher(body).results().toList()) {
      buckets.remove(bucket, Xml.unescaped(key.group(1)));
      text.append("<Deleted><Key>%s</Key></Deleted>".formatted(key.group(1)));
    }
    return Answer.xml(200, text.append("</DeleteResult>").toString());
  }

  private Answer put(Asked asked, String bucket, String key) throws Refusal {
    if (!asked.header("x-amz-copy-source").isEmpty()) throw Refusal.unknown(asked);
    var stored = buckets.put(bucket, key, asked.body(), kept(asked));
    return tagged(stored.etag());
  }

  private static Map<String, String> kept(Asked asked) {
    var kept = new HashMap<String, String>();
    asked
        .headers()
        .forEach((name, values) -> {
          String small = name.toLowerCase(java.util.Locale.ROOT);
          if (small.startsWith("x-amz-meta-") || small.equals("content-type"))
            kept.put(name, values.getFirst());
        });
    return kept;
  }

  private static Answer tagged(String etag) {
    return new Answer(200, Map.of("ETag", "\"" + etag + "\""), new byte[0]);
  }

  private static Answer object(Asked asked, Stored stored) throws Refusal {
    if (!asked.header("Range").isEmpty()) throw Refusal.unknown(asked);
    var headers = new HashMap<>(stored.headers());
    headers.put("ETag", "\"" + stored.etag() + "\"");
    headers.put(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.modified().atOffset(ZoneOffset.UTC)));
    return new Answer(200, headers, stored.bytes());
  }

  private Answer inParts(Asked asked, String bucket, String key) throws Refusal {
    if (asked.action().equals("CreateMultipartUpload")) {
      buckets.require(bucket);
      String id = "upload-" + ++uploadsBegun;
      uploads.put(id, new TreeMap<>());
      return Answer.xml(
          200,
          "<InitiateMultipartUploadResult>"
              + Xml.of(Parts.map("Bucket", bucket, "Key", key, "UploadId", id))
              + "</InitiateMultipartUploadResult>");
    }
    var parts = uploads.get(asked.text("uploadId"));
    if (parts == null)
      throw asked.has("uploadId")
          ? new Refusal(404, "NoSuchUpload", "The specified upload does not exist.")
          : Refusal.unknown(asked);
    return switch (asked.action()) {
      case "UploadPart" -> {
        var part = Part.of(asked.body());
        parts.put(Integer.valueOf(asked.text("partNumber")), part);
        yield tagged(part.etag());
      }
      case "CompleteMultipartUpload" -> {
        var stored = buckets.put(bucket, key, Part.joined(parts.values()), Map.of());
        uploads.remove(asked.text("uploadId"));
        yield Answer.xml(
            200,
            "<CompleteMultipartUploadResult>"
                + Xml.of(Parts.map("Bucket", bucket, "Key", key, "ETag", stored.etag()))
                + "</CompleteMultipartUploadResult>");
      }
      case "AbortMultipartUpload" -> {
        uploads.remove(asked.text("uploadId"));
        yield Answer.empty(204);
      }
      default -> throw Refusal.unknown(asked);
    };
  }
}
