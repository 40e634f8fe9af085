package io.surgetank.cli.main;

import io.surgetank.cli.command.DeploymentRuntime;
import io.surgetank.cli.datadir.OperatorTokenGenerator;
import io.surgetank.cli.server.ProcessRunner;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.deploy.deployment.AwsAccounts;
import io.surgetank.deploy.deployment.CommandRunner;
import io.surgetank.deploy.sdk.SdkAccounts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;

/// Dependencies of `deploy`: the AWS SDK, programs of this machine, random tokens.
record DeploymentWiring(SecureRandom random) implements DeploymentRuntime {
  @Override
  public AwsAccounts accounts() {
    return new SdkAccounts();
  }

  @Override
  public Sleeper pause() {
    return Thread::sleep;
  }

  @Override
  public CommandRunner tools() {
    String searchPath = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return new ProcessRunner(searchPath, ProcessRunner.Output.STANDARD_OUTPUT);
  }

  @Override
  public Path home() {
    return LocalAwsWiring.home();
  }

  @Override
  public Path built() {
    return LocalAwsWiring.built();
  }

  @Override
  public String newToken() {
    return OperatorTokenGenerator.create(random);
  }
}
