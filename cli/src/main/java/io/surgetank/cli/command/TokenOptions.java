package io.surgetank.cli.command;

import io.surgetank.deploy.deployment.OperatorToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The operator token of a deployment.
final class TokenOptions {
  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:SURGETANK_TOKEN:-}",
      description = {
        "The operator token, at least 32 characters.",
        "Default: $SURGETANK_TOKEN, else a new one is created and printed."
      })
  private String token = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "",
      description = "A file that contains the token, so that process lists do not show it.")
  private String file = "";

  @Option(
      names = "--new-token",
      description = "Also replace the token of an existing deployment. Default: keep it.")
  private boolean renew;

  /// A token, and whether it was created now.
  record Chosen(OperatorToken operatorToken, boolean isNew) {}

  /// Empty if it is invalid; then an error was printed.
  Optional<Chosen> chosen(DeploymentRuntime deployment) {
    var use = renew ? OperatorToken.Use.ALWAYS : OperatorToken.Use.ON_CREATION;
    Optional<String> given = given();
    if (given.isEmpty()) return Optional.empty();
    if (given.get().isEmpty())
      return Optional.of(new Chosen(new OperatorToken(deployment.newToken(), use), true));
    if (given.get().length() >= OperatorToken.MIN_LENGTH && given.get().matches("[\\x21-\\x7e]+"))
      return Optional.of(new Chosen(new OperatorToken(given.get(), use), false));
    Terminal.err(
        "The token"
            + (file.isEmpty() ? "" : " in " + file)
            + " is invalid: use at least "
            + OperatorToken.MIN_LENGTH
            + " characters without blanks, such as from: openssl rand -hex 32");
    return Optional.empty();
  }

  private Optional<String> given() {
    if (file.isEmpty()) return Optional.of(token.strip());
    try {
      return Optional.of(Files.readString(Path.of(file)).strip());
    } catch (IOException unread) {
      Terminal.err("cannot read " + file + ": " + unread.getMessage());
      return Optional.empty();
    }
  }
}
