package io.surgetank.deploy.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the Serverless Framework in a folder with the service of one stage.
public final class ServerlessFramework {
  /// The open-source fork first: it needs no login.
  private static final List<String> NAMES = List.of("osls", "serverless");

  private final CommandRunner commandRunner;
  private final Path home;
  private final Site site;

  /// The stage and its region.
  public record Site(String stage, String region) {
    String secret() {
      return "surgetank/" + stage + "/operator-token";
    }
  }

  /// Uses the framework of the repository, else that of the search path.
  ///
  /// @param home the repository
  public ServerlessFramework(CommandRunner commandRunner, Path home, Site site) {
    this.commandRunner = commandRunner;
    this.home = home;
    this.site = site;
  }

  /// The folder for `serverless.yml` and the zip, outside the sources of the repository.
  public Path folder() {
    return home.resolve("target/deploy/serverless-" + site.stage());
  }

  /// Why it cannot be used, each with a hint.
  public List<String> errors() {
    return program().isPresent()
        ? List.of()
        : List.of(
            "The Serverless Framework is not installed. Install it with: cd "
                + home.resolve("aws/serverless")
                + " && npm ci");
  }

  private Optional<Path> program() {
    Path own = home.resolve("aws/serverless/node_modules/.bin/osls");
    return Files.isExecutable(own) ? Optional.of(own) : commandRunner.find(NAMES);
  }

  public int deploy() throws InterruptedException {
    return run("deploy");
  }

  /// How to create the secret that it needs.
  public String tokenHint() {
    return "The operator token is read from the secret %s. Create it once with: aws secretsmanager create-secret --name %s --region %s --secret-string \"$(openssl rand -hex 32)\""
        .formatted(site.secret(), site.secret(), site.region());
  }

  /// Removes the deployment, a stack of CloudFormation.
  ///
  /// @param stack disables the deletion protection of the table
  public StageRemover removal(StackRemoval stack) {
    return new StageRemover() {
      @Override
      public List<String> remove(String name) throws InterruptedException {
        List<String> errors = stack.unprotect(name);
        if (!errors.isEmpty()) return errors;
        int exit = run("remove");
        return exit == 0
            ? List.of()
            : List.of(
                "The Serverless Framework exited with status "
                    + exit
                    + ". Fix the error above and run again.");
      }

      @Override
      public List<RemainingResource> remaining(String name) {
        return List.of(
            new RemainingResource(
                "secret, if you created it",
                site.secret(),
                "aws secretsmanager delete-secret --secret-id "
                    + site.secret()
                    + " --region "
                    + site.region()
                    + " --force-delete-without-recovery"));
      }
    };
  }

  private int run(String command) throws InterruptedException {
    var words = new ArrayList<String>();
    words.add(program().orElseThrow().toString());
    words.addAll(List.of(command, "--stage", site.stage(), "--region", site.region()));
    return commandRunner.run(folder(), words);
  }
}
