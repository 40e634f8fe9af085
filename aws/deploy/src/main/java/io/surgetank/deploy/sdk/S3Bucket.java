package io.surgetank.deploy.sdk;

import io.surgetank.deploy.deployment.ObjectStore;
import io.surgetank.deploy.deployment.StorageBucket;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/// A bucket of S3. Whoever else may have made one of its name: each call says whose it must be.
record S3Bucket(SdkClients sdkClients, String name, String owner) implements StorageBucket {
  static final String SERVICE = "S3";

  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;
  private static final int MOVED = 301;

  /// The oldest region is the one that S3 wants no name of.
  private static final String UNNAMED = "us-east-1";

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
  public void make() {
    AwsCall.of(
        SERVICE,
        () -> {
          String region = sdkClients.where().region();
          s3().createBucket(request -> {
            request.bucket(name);
            if (!region.equals(UNNAMED))
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
  public boolean removeIfEmpty() {
    return AwsCall.of(
        SERVICE,
        () -> {
          var rest =
              s3().listObjectsV2(
                      request -> request.bucket(name).maxKeys(1).expectedBucketOwner(owner));
          if (!rest.contents().isEmpty()) return false;
          try {
            s3().deleteBucket(request -> request.bucket(name).expectedBucketOwner(owner));
            return true;
          } catch (S3Exception refused) {
            // Older versions of objects are no objects, and hold a bucket all the same.
            if (AwsCall.isRefusedWith(refused, "BucketNotEmpty")) return false;
            throw refused;
          }
        });
  }

  @Override
  public ObjectStore shelf() {
    return new S3Objects(sdkClients, name, owner);
  }
}
