package io.surgetank.local.account;

import io.surgetank.local.emulator.Endpoints;
import io.surgetank.local.lambda.Bounds;
import io.surgetank.stack.Stack;
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
public record Order(
    Stack stack,
    Bounds bounds,
    int port,
    Optional<Endpoints> endpoints,
    String token,
    Map<String, String> overlay,
    Path logs) {
  public Order {
    overlay = Map.copyOf(overlay);
  }
}
