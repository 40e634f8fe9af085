package io.surgetank.cli.command;

import io.surgetank.cli.log.LogSettings;

/// What local AWS is started with.
///
/// @param port 0 means any free one
/// @param concurrency how many calls of functions run at once
/// @param endpoint where SQS and DynamoDB are; empty where they are to be emulated
public record LocalAwsSettings(
    int port, ConfigSource descriptor, int concurrency, String endpoint, LogSettings log) {}
