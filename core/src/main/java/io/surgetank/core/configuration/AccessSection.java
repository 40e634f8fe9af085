package io.surgetank.core.configuration;

import io.surgetank.core.configuration.LocatedJwtSettings.Location;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Reads `access`: which tokens of other systems the server accepts, in addition to its API keys.
final class AccessSection {
  private AccessSection() {}

  /// Empty if the section is missing, or invalid and reported.
  static Optional<LocatedJwtSettings> read(YamlMap file) {
    var access = file.section("access");
    var jwt = access.requiredSection("jwt");
    access.refuseOthers();
    return new JwtSection(jwt)
        .read()
        .map(settings ->
            new LocatedJwtSettings(
                settings, file.errors().file(), at(jwt.mark("jwks")), at(jwt.mark("ca"))));
  }

  private static Location at(Mark mark) {
    return new Location(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
