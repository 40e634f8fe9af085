package io.surgetank.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where a running server is: its URL, or the data folder in which it publishes its URL.
final class ServerLocationOptions {
  @Option(
      names = "--url",
      defaultValue = "${env:SURGETANK_URL:-}",
      description =
          "The server URL. Default: $SURGETANK_URL, else the server on the --data folder.")
  private String url = "";

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "./data",
      description = "The data folder of a running server. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("./data");

  /// Empty if not set.
  String url() {
    return url;
  }

  Path data() {
    return data;
  }
}
