package io.surgetank.cli.command;

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

/// Terraform and the Serverless Framework, with what they are given laid where they look for it.
final class ExternalTools {
  private final CommandRuntime commandRuntime;
  private final StageOptions options;
  private final StageOptions.Site site;
  private final CommandRunner commandRunner;

  ExternalTools(
      CommandRuntime commandRuntime,
      StageOptions options,
      StageOptions.Site site,
      CommandRunner commandRunner) {
    this.commandRuntime = commandRuntime;
    this.options = options;
    this.site = site;
    this.commandRunner = commandRunner;
  }

  private Path home() {
    return commandRuntime.release().home();
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

  /// Writes the zip for Terraform, and its stack beside it; returns where the zip is.
  Path terraformZip(ZipOptions zip) {
    Path output = terraformFolder().resolve("surgetank-aws.zip");
    write(zip, output);
    StackFile.write(site.stack(), site.settings(), output);
    return output;
  }

  /// Removes what Terraform deployed: it takes a stack, and no zip.
  StageRemover terraformRemoval(AwsAccount awsAccount) {
    Path stack = terraformFolder().resolve("stack.json");
    StackFile.write(site.stack(), site.settings(), terraform().anyFile(), stack);
    return terraform().removal(awsAccount, stack);
  }

  private Path terraformFolder() {
    return home().resolve("target/deploy/terraform-" + options.described().stage());
  }

  /// Writes the service, and beside it the zip.
  void service(ZipOptions zip, Path folder) {
    write(zip, folder.resolve("surgetank-aws.zip"));
    service(folder);
  }

  /// Writes the service alone: to remove it takes no zip.
  void service(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("serverless.yml"),
          new ServerlessService(site.stack(), site.settings()).text());
    } catch (IOException unwritten) {
      throw new UncheckedIOException(folder + " cannot be written", unwritten);
    }
  }

  private void write(ZipOptions zip, Path output) {
    try {
      Files.createDirectories(output.toAbsolutePath().getParent());
    } catch (IOException unwritten) {
      throw new UncheckedIOException(output + " cannot be written", unwritten);
    }
    zip.write(
        commandRuntime, options.described().descriptor(), options.described().handlers(), output);
  }

  /// What keeps the tool from being used; nothing for CloudFormation.
  List<String> faults() {
    return switch (options.tool()) {
      case CLOUDFORMATION -> List.of();
      case SERVERLESS -> serverless().faults();
      case TERRAFORM -> terraform().faults();
    };
  }
}
