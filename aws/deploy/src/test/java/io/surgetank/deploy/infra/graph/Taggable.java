package io.surgetank.deploy.infra.graph;

import java.util.Set;

/// Types of resources that take a stack's tags.
final class Taggable {
  static final Set<String> TYPES =
      Set.of(
          "AWS::ApiGatewayV2::Api",
          "AWS::ApiGatewayV2::DomainName",
          "AWS::ApiGatewayV2::Stage",
          "AWS::CloudWatch::Alarm",
          "AWS::DynamoDB::Table",
          "AWS::Events::Rule",
          "AWS::IAM::Role",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Function",
          "AWS::Logs::LogGroup",
          "AWS::S3::Bucket",
          "AWS::SNS::Topic",
          "AWS::SQS::Queue");

  private Taggable() {}
}
