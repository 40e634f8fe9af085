package io.surgetank.deploy.infra.terraform;

import io.surgetank.deploy.deployment.AwsAccount;
import io.surgetank.deploy.deployment.AwsAccounts;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.sdk.SdkAccounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An account of moto, as `surgetank deploy` sees it, with a place for states.
final class MotoAccount {
  private static final String BUCKET = "states";
  private static final String LOCKS = "state-lock";
  private static final String REGION = "eu-central-1";

  private final Moto moto;

  interface Body {
    void run() throws IOException, InterruptedException;
  }

  MotoAccount(Moto moto) {
    this.moto = moto;
  }

  AwsAccount open() {
    return new SdkAccounts()
        .open(
            new AwsAccounts.Location(
                REGION, Optional.of(moto.endpoint()), Optional.empty(), Optional.empty()));
  }

  /// Makes bucket and table. Those of `aws/terraform/state` refuse requests without TLS, and moto
  /// is one.
  void prepareForStates() throws IOException, InterruptedException {
    try (var account = open()) {
      account.bucket(BUCKET).create();
    }
    dynamo(
        "CreateTable",
        """
        {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "LockID", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "LockID", "KeyType": "HASH"}]}
        """
            .formatted(LOCKS));
  }

  /// What `init -backend-config` is given.
  String backend() {
    return backend(BUCKET, LOCKS) + "use_path_style = true\n";
  }

  static String backend(String bucket, String table) {
    return """
    bucket         = "%s"
    dynamodb_table = "%s"
    region         = "%s"
    encrypt        = true
    """
        .formatted(bucket, table, REGION);
  }

  /// The states that are kept.
  List<String> states() {
    try (var account = open()) {
      return account.bucket(BUCKET).objects().keys("");
    }
  }

  /// While another process has the lock of the stage's state.
  void locked(Body body) throws IOException, InterruptedException {
    String id = "{\"LockID\": {\"S\": \"" + BUCKET + "/surgetank/dev.tfstate\"}}";
    dynamo("PutItem", "{\"TableName\": \"%s\", \"Item\": %s}".formatted(LOCKS, id));
    body.run();
    dynamo("DeleteItem", "{\"TableName\": \"%s\", \"Key\": %s}".formatted(LOCKS, id));
  }

  private void dynamo(String operation, String json) throws IOException, InterruptedException {
    moto.ask("dynamodb", REGION, "DynamoDB_20120810." + operation, json);
  }

  /// Makes a log group, or removes it.
  void logGroup(String operation, String name) throws IOException, InterruptedException {
    moto.ask(
        "logs", REGION, "Logs_20140328." + operation, "{\"logGroupName\": \"%s\"}".formatted(name));
  }

  /// What there is of a stage.
  List<String> leftovers(String stack) {
    try (var account = open()) {
      var resources = account.deployedResources(stack);
      var left = new ArrayList<>(resources.logGroups());
      resources.queues().forEach(queue -> left.add(queue.name()));
      if (resources.hasTable()) left.add(stack);
      return left;
    }
  }
}
