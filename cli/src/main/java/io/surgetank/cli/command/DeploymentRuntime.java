package io.surgetank.cli.command;

import io.surgetank.core.handler.Sleeper;
import io.surgetank.deploy.deployment.AwsAccounts;
import io.surgetank.deploy.deployment.CommandRunner;
import java.nio.file.Path;

/// Dependencies of `deploy`. The wiring implements it.
public interface DeploymentRuntime {
  AwsAccounts accounts();

  Sleeper pause();

  CommandRunner tools();

  /// The repository, which contains `aws/terraform` and `aws/serverless`.
  Path home();

  /// The build, laid out like the repository. A later build does not change it.
  Path built();

  /// A random operator token that cannot be guessed.
  String newToken();
}
