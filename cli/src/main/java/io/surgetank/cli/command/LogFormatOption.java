package io.surgetank.cli.command;

import io.surgetank.cli.log.LogFormat;
import picocli.CommandLine.Option;

/// The format of log lines.
final class LogFormatOption {
  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "TEXT",
      description = "text or json. Default: text")
  private LogFormat logFormat = LogFormat.TEXT;

  LogFormat format() {
    return logFormat;
  }
}
