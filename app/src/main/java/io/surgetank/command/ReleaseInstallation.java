package io.surgetank.command;

import io.surgetank.handler.Pause;
import io.surgetank.release.Accounts;
import io.surgetank.release.Tools;
import java.nio.file.Path;

/// What `deploy` needs of the world outside. The wiring implements it.
public interface ReleaseInstallation {
  Accounts accounts();

  Pause pause();

  Tools tools();

  /// The repository, with `infra/` in it.
  Path home();

  /// What was built, laid out as the repository is. A later build does not change it.
  Path built();

  /// A token for operators that nobody guesses.
  String newToken();
}
