package io.surgetank.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A configuration, and where its handlers are.
final class HandlerConfigOptions {
  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      defaultValue = "${env:SURGETANK_CLASSPATH:-}",
      description = "Jars and folders with your handlers. Default: $SURGETANK_CLASSPATH")
  private String classpath = "";

  ConfigSource descriptor() {
    return config.descriptor();
  }

  Optional<String> notice() {
    return config.notice();
  }

  String banner() {
    return config.banner();
  }

  List<Path> handlers() {
    return Classpath.parse(classpath);
  }
}
