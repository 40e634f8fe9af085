package io.surgetank.cli.command;

import io.surgetank.cli.log.LogSettings;

/// Settings of local AWS.
///
/// @param port 0 for any free port
/// @param concurrency concurrent function invocations
/// @param endpoint of SQS and DynamoDB; empty to emulate them
public record LocalAwsSettings(
    int port,
    ConfigurationChoice configuration,
    int concurrency,
    String endpoint,
    LogSettings log) {}
