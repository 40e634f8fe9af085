package io.surgetank.cli.command;

import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;

/// Runs the AWS deployment on this machine. The wiring implements it.
public interface LocalAwsRuntime {
  /// Starts it; it answers requests when this returns. Calls `greet` once it is up; log lines go to
  /// `log` only after that.
  Start start(LocalAwsSettings settings, Consumer<Greeting> greet, OutputStream log)
      throws InterruptedException;

  /// The result of a start.
  sealed interface Start {
    record Up(Running aws) implements Start {}

    /// It cannot start; each error is a message for the user.
    record Refused(List<String> errors) implements Start {}
  }

  /// A running deployment, in its own processes.
  interface Running extends AutoCloseable {
    /// Ends every process within seconds. May be called twice.
    @Override
    void close();
  }

  /// What it reports to the user once it is up.
  ///
  /// @param token the operator token
  record Greeting(
      String url, String token, String sqs, String dynamo, List<CommandRuntime.Route> routes) {
    public Greeting {
      routes = List.copyOf(routes);
    }
  }
}
