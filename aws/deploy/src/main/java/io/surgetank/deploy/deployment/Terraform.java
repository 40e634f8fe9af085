package io.surgetank.deploy.deployment;

import io.surgetank.deploy.terraform.StackFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Terraform's or OpenTofu's own commands, as aws/terraform/README.md has them.
public final class Terraform {
  public static final List<String> NAMES = List.of("terraform", "tofu");

  private final CommandRunner commandRunner;
  private final Path folder;
  private final Site site;

  /// Where it is deployed.
  public record Site(String stage, String region) {
    String token() {
      return "/surgetank/" + stage + "/operator-token";
    }
  }

  /// In the repository.
  ///
  /// @param home of the repository
  public Terraform(CommandRunner commandRunner, Path home, Site site) {
    this.commandRunner = commandRunner;
    this.folder = home.resolve("aws/terraform/app");
    this.site = site;
  }

  /// What keeps it from being used, each with its cure.
  public List<String> faults() {
    var faults = new ArrayList<String>();
    if (commandRunner.find(NAMES).isEmpty())
      faults.add(
          "Neither terraform nor tofu is on the search path. Install one, or take --with"
              + " cloudformation, which needs nothing.");
    if (!Files.exists(folder.resolve("backend.hcl")))
      faults.add(
          folder.resolve("backend.hcl")
              + " is missing: it says where states lie. Once an account: cd aws/terraform/state"
              + " && terraform init && terraform apply && terraform output -raw backend_config >"
              + " ../app/backend.hcl");
    return faults;
  }

  public int plan(Path zip) throws InterruptedException {
    return initialised(() -> run("plan", List.of("-input=false"), variables(zip)));
  }

  /// Terraform shows its plan and asks, unless it is told not to.
  public int apply(Path zip, Confirmation confirmation) throws InterruptedException {
    List<String> asking =
        confirmation == Confirmation.NONE ? List.of() : List.of("-input=false", "-auto-approve");
    return initialised(() -> run("apply", asking, variables(zip)));
  }

  /// How it takes away what it put there.
  ///
  /// @param awsAccount where the table's protection is taken off; an apply would make anew what is
  ///   not there any more
  /// @param stackFile the stack of [#anyFile()]
  public StageRemover removal(AwsAccount awsAccount, Path stackFile) {
    return new StageRemover() {
      @Override
      public List<String> remove(String stack) throws InterruptedException {
        var deployedResources = awsAccount.sight(stack);
        if (deployedResources.hasTable()) deployedResources.unprotectTable();
        var variables = variables(anyFile(), stackFile);
        variables.add("-var=deletion_protection=false");
        int exit =
            initialised(() -> run("destroy", List.of("-input=false", "-auto-approve"), variables));
        return exit == 0
            ? List.of()
            : List.of("Terraform ended with " + exit + "; mend what it says and say this again.");
      }

      @Override
      public List<Leftover> leaves(String stack) {
        return List.of(
            new Leftover(
                "parameter, if you made it",
                site.token(),
                "aws ssm delete-parameter --name " + site.token() + " --region " + site.region()));
      }
    };
  }

  /// Stands for the zip where there is none: Terraform asks for a file also to remove everything.
  public Path anyFile() {
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
