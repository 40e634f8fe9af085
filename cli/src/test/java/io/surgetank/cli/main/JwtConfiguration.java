package io.surgetank.cli.main;

import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.cli.server.ConfigurationFiles;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.testkit.token.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The built-in configuration with the tokens of the test issuer.
final class JwtConfiguration {
  private JwtConfiguration() {}

  /// @param jwks the location of the key set
  static ConfigurationChoice in(Path folder, String jwks) throws IOException {
    return with(folder, TestIssuer.configuration(jwks));
  }

  /// @param access the section `access`
  static ConfigurationChoice with(Path folder, String access) throws IOException {
    Map<String, String> files = ConfigurationFiles.builtIn(DefaultConfiguration.pipelines());
    for (var file : files.entrySet()) {
      boolean isConfiguration = file.getKey().equals("surgetank.yaml");
      Files.writeString(
          folder.resolve(file.getKey()),
          isConfiguration ? file.getValue() + "\n" + access : file.getValue());
    }
    return new ConfigurationChoice.File(folder.resolve("surgetank.yaml"));
  }
}
