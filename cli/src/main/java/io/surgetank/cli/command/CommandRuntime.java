package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsTransport;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.configuration.LocatedJwtSettings;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.load.profile.LoadClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What commands run in this process. The wiring implements it.
public interface CommandRuntime {
  /// Starts the server; it answers requests when this returns. Calls `greet` once it is up; log
  /// lines go to `log` only after that.
  Start start(ServeSettings settings, Consumer<Greeting> greet, OutputStream log);

  /// Reads a configuration, its schemas and its handlers as a start would, and starts nothing.
  Check check(ConfigurationChoice source, List<Path> classpath);

  /// The configuration in `file`, with the files beside it. Throws [java.io.UncheckedIOException].
  ConfigurationSource source(Path file);

  /// The files of the built-in configuration, by name.
  Map<String, String> builtInFiles();

  String version();

  /// Puts native libraries into the folder that the launcher names, if it names one, so that no
  /// later start extracts them.
  void extractLibraries() throws IOException;

  /// The AWS deployment, run on this machine.
  LocalAwsRuntime localAws();

  /// Connects to the table and queues of a deployment on AWS, without a server.
  Reach reach(AwsTarget target, BulkRate bulkRate);

  /// Access to AWS accounts, and the other dependencies of `deploy`.
  DeploymentRuntime deployment();

  /// Stores in folders of this machine, with or without a running server.
  StoreRuntime stores();

  /// The clock of commands and load tests.
  LoadClock clock();

  /// The result of a start.
  sealed interface Start {
    record Up(Running server) implements Start {}

    /// It cannot start; each error is a message for the user.
    record Refused(List<String> errors) implements Start {}
  }

  /// The result of connecting to a deployment on AWS.
  sealed interface Reach {
    record Reached(OpsTransport opsTransport) implements Reach {}

    /// The options are incomplete or wrong; each error is a message for the user.
    record Unusable(List<String> errors) implements Reach {}
  }

  /// The result of a check.
  sealed interface Check {
    /// The configuration has no errors.
    ///
    /// @param jwt which JSON Web Tokens are accepted; empty: none
    record Valid(Pipelines pipelines, List<Route> routes, Optional<LocatedJwtSettings> jwt)
        implements Check {}

    record Invalid(List<ConfigError> errors) implements Check {}
  }

  /// An error in a configuration. Line and column are 0 if unknown.
  record ConfigError(String file, int line, int column, String text) {
    public String message() {
      return line > 0 ? file + ":" + line + ":" + column + ": " + text : file + ": " + text;
    }
  }

  /// The path of a pipeline, with an example body.
  record Route(String pipeline, String path, String handler, String retry, String example) {}

  /// A server that runs in this process.
  interface Running extends AutoCloseable {
    Greeting greeting();

    /// Stops it within seconds; running attempts end or are released. May be called twice.
    @Override
    void close();
  }

  /// What a started server reports to the user.
  ///
  /// @param recovered a sentence about the jobs found in the data folder
  /// @param access what requests need
  record Greeting(
      String url, String token, Path data, List<Route> routes, String recovered, Access access) {
    public Greeting {
      routes = List.copyOf(routes);
    }
  }

  /// What requests outside the operators' API need.
  enum Access {
    /// Nothing, since there is no API key yet.
    OPEN_WITHOUT_KEYS,
    /// Nothing, by `--insecure`.
    INSECURE,
    /// An API key, and there is none yet.
    NEEDS_FIRST_KEY,
    NEEDS_KEY,
    /// An API key, or a JSON Web Token of the configured issuer.
    NEEDS_KEY_OR_JWT
  }
}
