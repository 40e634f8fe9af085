package io.surgetank.local.runtime;

import io.surgetank.deploy.stack.Stack;
import io.surgetank.local.lambda.LambdaLimits;
import io.surgetank.local.services.ServiceEndpoints;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The configuration of local AWS.
///
/// @param port of the HTTP API; 0 for any free port
/// @param endpoints of SQS and DynamoDB; empty to start the emulator
/// @param token the bearer token of operators' requests
/// @param overlay files that replace or complete those of the zip, by name: a configuration and its
///   schemas
/// @param logs the folder of the emulator's log
public record LocalAwsConfig(
    Stack stack,
    LambdaLimits lambdaLimits,
    int port,
    Optional<ServiceEndpoints> endpoints,
    String token,
    Map<String, String> overlay,
    Path logs) {
  public LocalAwsConfig {
    overlay = Map.copyOf(overlay);
  }
}
