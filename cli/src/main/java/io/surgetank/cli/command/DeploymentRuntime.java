package io.surgetank.cli.command;

import io.surgetank.core.handler.Sleeper;
import io.surgetank.deploy.deployment.AwsAccounts;
import io.surgetank.deploy.deployment.CommandRunner;
import java.nio.file.Path;

/// What `deploy` needs of the world outside. The wiring implements it.
public interface DeploymentRuntime {
  AwsAccounts accounts();

  Sleeper pause();

  CommandRunner tools();

  /// The repository, with `infra/` in it.
  Path home();

  /// What was built, laid out as the repository is. A later build does not change it.
  Path built();

  /// A token for operators that nobody guesses.
  String newToken();
}
