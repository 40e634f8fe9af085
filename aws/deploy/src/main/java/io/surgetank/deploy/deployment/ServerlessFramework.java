package io.surgetank.deploy.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The Serverless Framework's own commands, in a folder with the service of one stage.
public final class ServerlessFramework {
  /// The open fork first: it needs no login.
  private static final List<String> NAMES = List.of("osls", "serverless");

  private final CommandRunner commandRunner;
  private final Path home;
  private final Site site;

  /// Where it is put.
  public record Site(String stage, String region) {
    String secret() {
      return "surgetank/" + stage + "/operator-token";
    }
  }

  /// In the repository.
  ///
  /// @param home of the repository
  public ServerlessFramework(CommandRunner commandRunner, Path home, Site site) {
    this.commandRunner = commandRunner;
    this.home = home;
    this.site = site;
  }

  /// Where `serverless.yml` and the zip are laid before anything is run: nothing of the
  /// repository's is written over.
  public Path folder() {
    return home.resolve("target/deploy/serverless-" + site.stage());
  }

  /// What keeps it from being used, each with its cure.
  public List<String> faults() {
    return program().isPresent()
        ? List.of()
        : List.of(
            "The Serverless Framework is not here. Install it with: cd "
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

  /// What it asks of the account beforehand.
  public String tokenHint() {
    return "It reads the operators' token from the secret %s. Once: aws secretsmanager create-secret --name %s --region %s --secret-string \"$(openssl rand -hex 32)\""
        .formatted(site.secret(), site.secret(), site.region());
  }

  /// How it takes away what it put there: a stack of CloudFormation.
  ///
  /// @param stack unprotects the table
  public StageRemover removal(StackRemoval stack) {
    return new StageRemover() {
      @Override
      public List<String> remove(String name) throws InterruptedException {
        List<String> faults = stack.unprotect(name);
        if (!faults.isEmpty()) return faults;
        int exit = run("remove");
        return exit == 0
            ? List.of()
            : List.of(
                "The Serverless Framework ended with "
                    + exit
                    + "; mend what it says and say this again.");
      }

      @Override
      public List<Leftover> leaves(String name) {
        return List.of(
            new Leftover(
                "secret, if you made it",
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
