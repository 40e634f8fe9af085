package io.surgetank.deploy.infra.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is known of a type of resource: which property names it, what names AWS takes, and what
/// cannot change without another taking its place.
enum Kind {
  TABLE("AWS::DynamoDB::Table", "TableName", "[a-zA-Z0-9_.-]{3,255}"),
  QUEUE("AWS::SQS::Queue", "QueueName", "[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo"),
  QUEUE_POLICY("AWS::SQS::QueuePolicy"),
  FUNCTION("AWS::Lambda::Function", "FunctionName", "[a-zA-Z0-9-_]{1,64}"),
  VERSION("AWS::Lambda::Version", "FunctionName Description CodeSha256"),
  ALIAS("AWS::Lambda::Alias", "FunctionName Name"),
  MAPPING("AWS::Lambda::EventSourceMapping", "EventSourceArn"),
  PERMISSION("AWS::Lambda::Permission", "FunctionName Action Principal SourceArn SourceAccount"),
  ROLE("AWS::IAM::Role", "RoleName", "[\\w+=,.@-]{1,64}"),
  LOG_GROUP("AWS::Logs::LogGroup", "LogGroupName", "[.\\-_/#A-Za-z0-9]{1,512}"),
  RULE("AWS::Events::Rule", "Name", "[.\\-_A-Za-z0-9]{1,64}"),
  ALARM("AWS::CloudWatch::Alarm", "AlarmName", ".{1,255}"),
  DASHBOARD("AWS::CloudWatch::Dashboard", "DashboardName", "[A-Za-z0-9-_]{1,255}"),
  TOPIC("AWS::SNS::Topic", "TopicName", "[A-Za-z0-9-_]{1,256}"),
  TOPIC_POLICY("AWS::SNS::TopicPolicy"),
  SUBSCRIPTION("AWS::SNS::Subscription", "TopicArn Protocol Endpoint"),
  API("AWS::ApiGatewayV2::Api", "ProtocolType"),
  STAGE("AWS::ApiGatewayV2::Stage", "ApiId StageName"),
  INTEGRATION("AWS::ApiGatewayV2::Integration", "ApiId"),
  ROUTE("AWS::ApiGatewayV2::Route", "ApiId"),
  AUTHORIZER("AWS::ApiGatewayV2::Authorizer", "ApiId"),
  DOMAIN("AWS::ApiGatewayV2::DomainName", "DomainName", ".{1,512}"),
  API_MAPPING("AWS::ApiGatewayV2::ApiMapping", "DomainName"),
  BUCKET("AWS::S3::Bucket", "BucketName", ".*"),
  BUCKET_POLICY("AWS::S3::BucketPolicy", "Bucket");

  private final String type;
  private final String naming;
  private final Pattern names;
  private final String fixed;

  Kind(String type, String naming, String names) {
    this.type = type;
    this.naming = naming;
    this.names = Pattern.compile(names);
    fixed = type.endsWith("Queue") ? naming + " FifoQueue" : naming;
  }

  Kind(String type) {
    this(type, "");
  }

  Kind(String type, String fixed) {
    this.type = type;
    this.fixed = fixed;
    naming = "";
    names = Pattern.compile(".*");
  }

  static boolean isKnown(String type) {
    return List.of(values()).stream().anyMatch(kind -> kind.type.equals(type));
  }

  static Kind of(String type) {
    return List.of(values()).stream()
        .filter(kind -> kind.type.equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type));
  }

  String type() {
    return type;
  }

  /// The name that the template gives it, where it does.
  Optional<String> named(Map<String, Object> properties) {
    return naming.isEmpty() || !properties.containsKey(naming)
        ? Optional.empty()
        : Optional.of(Parts.text(properties, naming));
  }

  boolean takes(String name) {
    return names.matcher(name).matches();
  }

  /// A changed property that another resource must take the place for.
  boolean isFixed(String property) {
    return List.of(fixed.split(" ", -1)).contains(property);
  }
}
