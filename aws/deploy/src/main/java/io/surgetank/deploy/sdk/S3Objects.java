package io.surgetank.deploy.sdk;

import static io.surgetank.deploy.sdk.S3Bucket.SERVICE;

import io.surgetank.deploy.deployment.ObjectStore;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The objects of a bucket.
record S3Objects(SdkClients sdkClients, String bucket, String owner) implements ObjectStore {
  private static final int NOT_FOUND = 404;

  /// The limit of S3 for one call.
  private static final int MAX_KEYS = 1_000;

  private S3Client s3() {
    return sdkClients.s3();
  }

  @Override
  public boolean exists(String key) {
    return AwsCall.of(
        SERVICE,
        () -> {
          try {
            s3().headObject(request -> request.bucket(bucket).key(key).expectedBucketOwner(owner));
            return true;
          } catch (S3Exception refused) {
            if (refused.statusCode() == NOT_FOUND) return false;
            throw refused;
          }
        });
  }

  @Override
  public void put(String key, byte[] bytes) {
    AwsCall.of(
        SERVICE,
        () ->
            s3().putObject(
                    request -> request.bucket(bucket).key(key).expectedBucketOwner(owner),
                    RequestBody.fromBytes(bytes)));
  }

  @Override
  public List<String> keys(String prefix) {
    return AwsCall.of(
        SERVICE,
        () ->
            s3()
                .listObjectsV2Paginator(
                    request -> request.bucket(bucket).prefix(prefix).expectedBucketOwner(owner))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList());
  }

  @Override
  public void delete(List<String> keys) {
    for (int from = 0; from < keys.size(); from += MAX_KEYS) {
      var some =
          keys.subList(from, Math.min(keys.size(), from + MAX_KEYS)).stream()
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      AwsCall.of(
          SERVICE,
          () ->
              s3().deleteObjects(request ->
                  request
                      .bucket(bucket)
                      .expectedBucketOwner(owner)
                      .delete(delete -> delete.objects(some).quiet(true))));
    }
  }

  @Override
  public URI url(String key) {
    String bucketUrl =
        sdkClients
            .location()
            .endpoint()
            .map(endpoint -> endpoint + "/" + bucket)
            .orElse(
                "https://%s.s3.%s.amazonaws.com".formatted(bucket, sdkClients.location().region()));
    return URI.create(bucketUrl + "/" + key);
  }
}
