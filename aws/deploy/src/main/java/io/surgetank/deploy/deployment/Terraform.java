package io.surgetank.deploy.deployment;

import io.surgetank.deploy.terraform.StackFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs Terraform or OpenTofu, as aws/terraform/README.md describes.
public final class Terraform {
  public static final List<String> NAMES = List.of("terraform", "tofu");

  private final CommandRunner commandRunner;
  private final Path folder;
  private final Site site;

  /// The stage and its region.
  public record Site(String stage, String region) {
    String token() {
      return "/surgetank/" + stage + "/operator-token";
    }
  }

  /// Uses the root module of the repository.
  ///
  /// @param home the repository
  public Terraform(CommandRunner commandRunner, Path home, Site site) {
    this.commandRunner = commandRunner;
    this.folder = home.resolve("aws/terraform/app");
    this.site = site;
  }

  /// Why it cannot be used, each with a hint.
  public List<String> errors() {
    var errors = new ArrayList<String>();
    if (commandRunner.find(NAMES).isEmpty())
      errors.add(
          "Neither terraform nor tofu is on the search path. Install one, or use --with"
              + " cloudformation, which needs no other tool.");
    if (!Files.exists(folder.resolve("backend.hcl")))
      errors.add(
          folder.resolve("backend.hcl")
              + " is missing: it configures the remote state. Once per account: cd"
              + " aws/terraform/state && terraform init && terraform apply && terraform output -raw"
              + " backend_config > ../app/backend.hcl");
    return errors;
  }

  public int plan(Path zip) throws InterruptedException {
    return initialised(() -> run("plan", List.of("-input=false"), variables(zip)));
  }

  /// Terraform shows its plan and asks, unless the user has confirmed in advance.
  public int apply(Path zip, Confirmation confirmation) throws InterruptedException {
    List<String> asking =
        confirmation == Confirmation.NONE ? List.of() : List.of("-input=false", "-auto-approve");
    return initialised(() -> run("apply", asking, variables(zip)));
  }

  /// Removes the deployment.
  ///
  /// @param awsAccount in which the deletion protection of the table is disabled: an apply would
  ///   recreate resources that no longer exist
  /// @param stackFile the stack of [#placeholderZip()]
  public StageRemover removal(AwsAccount awsAccount, Path stackFile) {
    return new StageRemover() {
      @Override
      public List<String> remove(String stack) throws InterruptedException {
        var deployedResources = awsAccount.deployedResources(stack);
        if (deployedResources.hasTable()) deployedResources.unprotectTable();
        var variables = variables(placeholderZip(), stackFile);
        variables.add("-var=deletion_protection=false");
        int exit =
            initialised(() -> run("destroy", List.of("-input=false", "-auto-approve"), variables));
        return exit == 0
            ? List.of()
            : List.of(
                "Terraform exited with status " + exit + ". Fix the error above and run again.");
      }

      @Override
      public List<RemainingResource> remaining(String stack) {
        return List.of(
            new RemainingResource(
                "parameter, if you created it",
                site.token(),
                "aws ssm delete-parameter --name " + site.token() + " --region " + site.region()));
      }
    };
  }

  /// A file in place of the zip: Terraform requires one, even to remove everything.
  public Path placeholderZip() {
    return folder.resolve("versions.tf");
  }

  private interface Run {
    int go() throws InterruptedException;
  }

  private int initialised(Run next) throws InterruptedException {
    int exit =
        run(
            "init",
            List.of("-input=false", "-reconfigure"),
            List.of(
                "-backend-config=backend.hcl",
                "-backend-config=key=surgetank/" + site.stage() + ".tfstate"));
    return exit == 0 ? next.go() : exit;
  }

  private int run(String command, List<String> options, List<String> variables)
      throws InterruptedException {
    var words = new ArrayList<String>();
    words.add(commandRunner.find(NAMES).orElseThrow().toString());
    words.add(command);
    words.addAll(options);
    words.addAll(variables);
    return commandRunner.run(folder, words);
  }

  private List<String> variables(Path zip) {
    return variables(zip, StackFile.beside(zip));
  }

  private List<String> variables(Path zip, Path stack) {
    var variables = new ArrayList<String>();
    variables.add("-var=stage=" + site.stage());
    variables.add("-var=region=" + site.region());
    variables.add("-var=operator_token_parameter=" + site.token());
    variables.add("-var=zip=" + zip.toAbsolutePath());
    variables.add("-var=stack=" + stack.toAbsolutePath());
    return variables;
  }
}
