package io.surgetank.aws.function;

import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The clients of AWS, made once for each environment, outside every handler.
record Clients(DynamoDbClient dynamo, SqsClient sqs) {
  static Clients of(Settings.Endpoints endpoints) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(2))
            // What has not answered by then will not; the SDK tries again.
            .socketTimeout(Duration.ofSeconds(5))
            .build();
    var dynamo = DynamoDbClient.builder().httpClient(http);
    endpoints.dynamo().ifPresent(dynamo::endpointOverride);
    var sqs = SqsClient.builder().httpClient(http);
    endpoints.sqs().ifPresent(sqs::endpointOverride);
    return new Clients(dynamo.build(), sqs.build());
  }
}
