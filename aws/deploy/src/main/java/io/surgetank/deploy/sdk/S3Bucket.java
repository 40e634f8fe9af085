package io.surgetank.deploy.sdk;

import io.surgetank.deploy.deployment.ObjectStore;
import io.surgetank.deploy.deployment.StorageBucket;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/// A bucket of S3. Each call names the expected owner, as another account may have created a bucket
/// of this name.
record S3Bucket(SdkClients sdkClients, String name, String owner) implements StorageBucket {
  static final String SERVICE = "S3";

  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;
  private static final int MOVED = 301;

  /// S3 refuses a location constraint for its first region.
  private static final String WITHOUT_CONSTRAINT = "us-east-1";

  private static final ServerSideEncryptionRule ENCRYPTED =
      ServerSideEncryptionRule.builder()
          .applyServerSideEncryptionByDefault(by -> by.sseAlgorithm(ServerSideEncryption.AES256))
          .build();

  private S3Client s3() {
    return sdkClients.s3();
  }

  @Override
  public Condition condition() {
    return AwsCall.of(
        SERVICE,
        () -> {
          try {
            s3().headBucket(request -> request.bucket(name).expectedBucketOwner(owner));
            return Condition.OURS;
          } catch (S3Exception refused) {
            int status = refused.statusCode();
            if (status == NOT_FOUND) return Condition.MISSING;
            if (status == FORBIDDEN || status == MOVED) return Condition.FOREIGN;
            throw refused;
          }
        });
  }

  @Override
  public void create() {
    AwsCall.of(
        SERVICE,
        () -> {
          String region = sdkClients.location().region();
          s3().createBucket(request -> {
            request.bucket(name);
            if (!region.equals(WITHOUT_CONSTRAINT))
              request.createBucketConfiguration(configuration ->
                  configuration.locationConstraint(BucketLocationConstraint.fromValue(region)));
          });
          s3().putPublicAccessBlock(request ->
              request
                  .bucket(name)
                  .expectedBucketOwner(owner)
                  .publicAccessBlockConfiguration(block ->
                      block
                          .blockPublicAcls(true)
                          .ignorePublicAcls(true)
                          .blockPublicPolicy(true)
                          .restrictPublicBuckets(true)));
          return s3().putBucketEncryption(request ->
              request
                  .bucket(name)
                  .expectedBucketOwner(owner)
                  .serverSideEncryptionConfiguration(
                      ServerSideEncryptionConfiguration.builder().rules(ENCRYPTED).build()));
        });
  }

  @Override
  public boolean deleteIfEmpty() {
    return AwsCall.of(
        SERVICE,
        () -> {
          var objects =
              s3().listObjectsV2(
                      request -> request.bucket(name).maxKeys(1).expectedBucketOwner(owner));
          if (!objects.contents().isEmpty()) return false;
          try {
            s3().deleteBucket(request -> request.bucket(name).expectedBucketOwner(owner));
            return true;
          } catch (S3Exception refused) {
            // Earlier versions of objects are not listed, but keep the bucket from being deleted.
            if (AwsCall.isRefusedWith(refused, "BucketNotEmpty")) return false;
            throw refused;
          }
        });
  }

  @Override
  public ObjectStore objects() {
    return new S3Objects(sdkClients, name, owner);
  }
}
