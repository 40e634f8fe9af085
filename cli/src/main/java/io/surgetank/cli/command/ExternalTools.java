package io.surgetank.cli.command;

import io.surgetank.deploy.artifact.DeploymentZip;
import io.surgetank.deploy.deployment.AwsAccount;
import io.surgetank.deploy.deployment.CommandRunner;
import io.surgetank.deploy.deployment.ServerlessFramework;
import io.surgetank.deploy.deployment.StageRemover;
import io.surgetank.deploy.deployment.Terraform;
import io.surgetank.deploy.serverless.ServerlessService;
import io.surgetank.deploy.terraform.StackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Terraform and the Serverless Framework, with their input files where they expect them.
final class ExternalTools {
  private final CommandRuntime commandRuntime;
  private final DeployTargetOptions options;
  private final DeployTargetOptions.Site site;
  private final CommandRunner commandRunner;

  ExternalTools(
      CommandRuntime commandRuntime,
      DeployTargetOptions options,
      DeployTargetOptions.Site site,
      CommandRunner commandRunner) {
    this.commandRuntime = commandRuntime;
    this.options = options;
    this.site = site;
    this.commandRunner = commandRunner;
  }

  private Path home() {
    return commandRuntime.deployment().home();
  }

  Terraform terraform() {
    return new Terraform(
        commandRunner,
        home(),
        new Terraform.Site(options.described().stage(), site.stack().region()));
  }

  ServerlessFramework serverless() {
    return new ServerlessFramework(
        commandRunner,
        home(),
        new ServerlessFramework.Site(options.described().stage(), site.stack().region()));
  }

  /// Writes the zip for Terraform, with its stack beside it; returns the path of the zip.
  Path terraformZip(ZipOptions zip) {
    Path output = terraformFolder().resolve(DeploymentZip.FILE);
    write(zip, output);
    StackFile.write(site.pipelines(), site.settings(), output);
    return output;
  }

  /// Removes what Terraform deployed, which takes a stack but no zip.
  StageRemover terraformRemoval(AwsAccount awsAccount) {
    Path stack = terraformFolder().resolve("stack.json");
    StackFile.write(site.pipelines(), site.settings(), terraform().placeholderZip(), stack);
    return terraform().removal(awsAccount, stack);
  }

  private Path terraformFolder() {
    return home().resolve("target/deploy/terraform-" + options.described().stage());
  }

  /// Writes the service and, beside it, the zip.
  void service(ZipOptions zip, Path folder) {
    write(zip, folder.resolve(DeploymentZip.FILE));
    service(folder);
  }

  /// Writes the service alone: removing needs no zip.
  void service(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("serverless.yml"),
          new ServerlessService(site.pipelines(), site.settings()).text());
    } catch (IOException unwritten) {
      throw new UncheckedIOException("cannot write " + folder, unwritten);
    }
  }

  private void write(ZipOptions zip, Path output) {
    try {
      Files.createDirectories(output.toAbsolutePath().getParent());
    } catch (IOException unwritten) {
      throw new UncheckedIOException("cannot write " + output, unwritten);
    }
    zip.write(commandRuntime, options.described().source(), options.described().handlers(), output);
  }

  /// Why the tool cannot be used; empty for CloudFormation.
  List<String> errors() {
    return switch (options.tool()) {
      case CLOUDFORMATION -> List.of();
      case SERVERLESS -> serverless().errors();
      case TERRAFORM -> terraform().errors();
    };
  }
}
