package io.surgetank.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A configuration and the class path of its handlers.
final class HandlerConfigOptions {
  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      defaultValue = "${env:SURGETANK_CLASSPATH:-}",
      description = "Jars and folders with your handlers. Default: $SURGETANK_CLASSPATH")
  private String classpath = "";

  ConfigurationChoice source() {
    return config.source();
  }

  Optional<String> notice() {
    return config.notice();
  }

  String banner() {
    return config.banner();
  }

  String place() {
    return config.place();
  }

  List<Path> handlers() {
    return Classpath.parse(classpath);
  }
}
