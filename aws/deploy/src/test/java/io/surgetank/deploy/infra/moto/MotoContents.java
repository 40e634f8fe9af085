package io.surgetank.deploy.infra.moto;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What is in the account of a moto, and clients to change it.
public final class MotoContents implements AutoCloseable {
  private final Moto moto;
  private final CloudFormationClient cloudFormation;
  private final S3Client s3;
  private final SqsClient sqs;
  private final CloudWatchLogsClient logs;

  /// A stack that was not deleted.
  public record Deployed(String name, String status) {}

  public MotoContents(Moto moto) {
    this.moto = moto;
    cloudFormation = configured(CloudFormationClient.builder()).build();
    s3 = configured(S3Client.builder()).forcePathStyle(true).build();
    sqs = configured(SqsClient.builder()).build();
    logs = configured(CloudWatchLogsClient.builder()).build();
  }

  private <C, B extends AwsClientBuilder<B, C>> B configured(B builder) {
    if (builder
        instanceof software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<?, ?> sync)
      sync.httpClientBuilder(UrlConnectionHttpClient.builder());
    return builder
        .endpointOverride(moto.endpoint())
        .region(Region.of("eu-central-1"))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  public List<Deployed> stacks() {
    return cloudFormation.describeStacks().stacks().stream()
        .map(stack -> new Deployed(stack.stackName(), stack.stackStatusAsString()))
        .toList();
  }

  /// The logical names of a stack's resources.
  public List<String> resources(String stack) {
    return cloudFormation
        .describeStackResources(request -> request.stackName(stack))
        .stackResources()
        .stream()
        .map(StackResource::logicalResourceId)
        .toList();
  }

  public List<String> buckets() {
    return s3.listBuckets().buckets().stream().map(Bucket::name).toList();
  }

  public List<String> keys(String bucket) {
    return s3.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  public CloudFormationClient cloudFormation() {
    return cloudFormation;
  }

  public S3Client s3() {
    return s3;
  }

  public SqsClient sqs() {
    return sqs;
  }

  public CloudWatchLogsClient logs() {
    return logs;
  }

  /// Creates a queue that is in no stack, and differs from any of a stack.
  public void queue(String name) {
    sqs.createQueue(request -> request.queueName(name));
  }

  /// Sends messages to a queue of a stack.
  public void send(String queue, int messages) {
    String url = url(queue);
    for (int i = 0; i < messages; i++)
      sqs.sendMessage(request -> request.queueUrl(url).messageBody("a job"));
  }

  public String url(String queue) {
    return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  @Override
  public void close() {
    cloudFormation.close();
    s3.close();
    sqs.close();
    logs.close();
  }
}
