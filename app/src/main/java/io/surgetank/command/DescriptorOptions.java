package io.surgetank.command;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// A descriptor, and where its handlers are.
final class DescriptorOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The descriptor of your pipelines. Default: the built-in one.")
  private String config = "";

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      defaultValue = "${env:SURGETANK_CLASSPATH:-}",
      description = "Jars and folders with your handlers. Default: $SURGETANK_CLASSPATH")
  private String classpath = "";

  boolean isBuiltIn() {
    return config.isEmpty();
  }

  DescriptorSource descriptor() {
    return DescriptorSource.of(config);
  }

  List<Path> handlers() {
    return Classpath.parse(classpath);
  }
}
