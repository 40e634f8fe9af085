package io.surgetank.local.stack;

import io.surgetank.deploy.stack.Stack;
import io.surgetank.local.emulator.Endpoints;
import io.surgetank.local.lambda.LambdaLimits;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What is to stand on this machine.
///
/// @param port of the HTTP API; 0 means any free one
/// @param endpoints where SQS and DynamoDB are; empty where they are to be emulated
/// @param token what operators' requests carry
/// @param overlay files that are laid over the zip's, by name: a descriptor and its schemas
/// @param logs a folder for what the emulator writes
public record LocalStackConfig(
    Stack stack,
    LambdaLimits lambdaLimits,
    int port,
    Optional<Endpoints> endpoints,
    String token,
    Map<String, String> overlay,
    Path logs) {
  public LocalStackConfig {
    overlay = Map.copyOf(overlay);
  }
}
