package io.surgetank.cli.command;

import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;

/// What stands on AWS, standing on this machine. The wiring implements it.
public interface LocalAwsRuntime {
  /// Puts it there; it answers requests when this returns. Once it is up it greets, and only then
  /// its first log line goes to `log`.
  Start start(LocalAwsSettings settings, Consumer<Greeting> greet, OutputStream log)
      throws InterruptedException;

  /// What came of starting.
  sealed interface Start {
    record Up(Running aws) implements Start {}

    /// It cannot start; each fault is a sentence or two for a person.
    record Refused(List<String> faults) implements Start {}
  }

  /// It stands, in processes of its own.
  interface Running extends AutoCloseable {
    /// Ends every process within seconds. May be called twice.
    @Override
    void close();
  }

  /// What it says of itself when it is up.
  ///
  /// @param token what operators' requests carry
  record Greeting(
      String url, String token, String sqs, String dynamo, List<CommandRuntime.Route> routes) {
    public Greeting {
      routes = List.copyOf(routes);
    }
  }
}
