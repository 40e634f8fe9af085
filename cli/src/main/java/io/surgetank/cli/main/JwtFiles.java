package io.surgetank.cli.main;

import io.surgetank.cli.server.ErrorMessages;
import io.surgetank.core.access.JwtSettings;
import io.surgetank.core.access.JwtSettings.KeySetLocation;
import io.surgetank.core.configuration.ConfigurationError;
import io.surgetank.core.configuration.LocatedJwtSettings;
import io.surgetank.http.tls.ClientCertificate;
import io.surgetank.http.tls.ClientTrust;
import io.surgetank.jwt.KeySetFile;
import io.surgetank.jwt.KeySetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The files that the section `access.jwt` names.
final class JwtFiles {
  private JwtFiles() {}

  /// The errors of the files. URLs are not requested: a check makes no calls.
  static List<ConfigurationError> errors(Optional<LocatedJwtSettings> jwt) {
    return jwt.flatMap(JwtFiles::error).stream().toList();
  }

  private static Optional<ConfigurationError> error(LocatedJwtSettings jwt) {
    return switch (jwt.settings().keys()) {
      case KeySetLocation.File(var path) ->
          keySetProblem(path(jwt, path), jwt.settings()).map(jwt::keySetError);
      case KeySetLocation.Url(_, var ca) when ca.isEmpty() -> Optional.empty();
      case KeySetLocation.Url(_, var ca) -> caProblem(path(jwt, ca)).map(jwt::caError);
    };
  }

  private static Optional<String> keySetProblem(Path file, JwtSettings settings) {
    try (var keySet = new KeySetFile(file)) {
      new KeySetReader(settings.algorithms()).check(keySet.read());
      return Optional.empty();
    } catch (IOException unread) {
      return Optional.of(String.valueOf(unread.getMessage()));
    } catch (IllegalArgumentException unusable) {
      return Optional.of(file + " " + unusable.getMessage());
    }
  }

  private static Optional<String> caProblem(Path file) {
    try {
      var _ = ClientTrust.authorities(file, ClientCertificate.NONE);
      return Optional.empty();
    } catch (UncheckedIOException | IllegalArgumentException unusable) {
      return Optional.of(ErrorMessages.of(unusable));
    }
  }

  /// Relative to the folder of the configuration.
  static Path path(LocatedJwtSettings jwt, String name) {
    return Path.of(jwt.file()).toAbsolutePath().resolveSibling(name);
  }
}
