package io.surgetank.cli.command;

import io.surgetank.deploy.deployment.OperatorToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The operators' token of a deployment.
final class TokenOptions {
  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:SURGETANK_TOKEN:-}",
      description = {
        "The operators' token, of 32 characters or more.",
        "Default: $SURGETANK_TOKEN, else one is made and shown."
      })
  private String token = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "",
      description = "A file with the token: no list of processes shows it.")
  private String file = "";

  @Option(
      names = "--new-token",
      description = "Give what stands there already this token too. Else it keeps its own.")
  private boolean renew;

  /// A token, and whether nobody has seen it yet.
  record Chosen(OperatorToken operatorToken, boolean isNew) {}

  /// Empty when it cannot be used, and then that has been told.
  Optional<Chosen> chosen(DeploymentRuntime release) {
    var use = renew ? OperatorToken.Use.ALWAYS : OperatorToken.Use.FIRST;
    Optional<String> given = given();
    if (given.isEmpty()) return Optional.empty();
    if (given.get().isEmpty())
      return Optional.of(new Chosen(new OperatorToken(release.newToken(), use), true));
    if (given.get().length() >= OperatorToken.SHORTEST && given.get().matches("[\\x21-\\x7e]+"))
      return Optional.of(new Chosen(new OperatorToken(given.get(), use), false));
    Terminal.err(
        "The token"
            + (file.isEmpty() ? "" : " in " + file)
            + " is too short or has blanks in it; it takes "
            + OperatorToken.SHORTEST
            + " characters or more: openssl rand -hex 32");
    return Optional.empty();
  }

  private Optional<String> given() {
    if (file.isEmpty()) return Optional.of(token.strip());
    try {
      return Optional.of(Files.readString(Path.of(file)).strip());
    } catch (IOException unread) {
      Terminal.err(file + " cannot be read: " + unread.getMessage());
      return Optional.empty();
    }
  }
}
