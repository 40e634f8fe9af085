package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsTransport;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.load.shape.LoadClock;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What can be run in this process. The wiring implements it.
public interface CommandRuntime {
  /// Starts the server; it answers requests when this returns. Once it is up it greets, and only
  /// then its first log line goes to `log`.
  Start start(ServeSettings settings, Consumer<Greeting> greet, OutputStream log);

  /// Reads a descriptor, its schemas and its handlers as a start would, and starts nothing.
  Check check(ConfigSource source, List<Path> classpath);

  /// A descriptor of the user's, and the files beside it. Throws [java.io.UncheckedIOException].
  ConfigurationSource source(Path descriptor);

  /// The files of the built-in descriptor, by name.
  Map<String, String> builtInFiles();

  String version();

  /// What stands on AWS, on this machine.
  LocalAwsRuntime localAws();

  /// The way to an installation on AWS, by its table and queues: no server is asked.
  Reach reach(AwsTarget place, RateOption rateOption);

  /// Ways into accounts on AWS, and what else `deploy` needs.
  DeploymentRuntime release();

  /// The time that a load test goes by.
  LoadClock pace();

  /// What came of starting.
  sealed interface Start {
    record Up(Running server) implements Start {}

    /// It cannot start; each fault is a sentence or two for a person.
    record Refused(List<String> faults) implements Start {}
  }

  /// What came of looking for an installation.
  sealed interface Reach {
    record Reached(OpsTransport opsTransport) implements Reach {}

    /// It is not told in full; each fault is a sentence for a person.
    record Unusable(List<String> faults) implements Reach {}
  }

  /// What came of checking.
  sealed interface Check {
    record Valid(Pipelines pipelines, List<Route> routes) implements Check {}

    record Faulty(List<Fault> faults) implements Check {}
  }

  /// One thing that is wrong with a descriptor. Line and column are 0 where there is none.
  record Fault(String file, int line, int column, String text) {
    public String told() {
      return line > 0 ? file + ":" + line + ":" + column + ": " + text : file + ": " + text;
    }
  }

  /// One pipeline's way in, with a body to try it with.
  record Route(String pipeline, String path, String handler, String retry, String example) {}

  /// A server that runs in this process.
  interface Running extends AutoCloseable {
    Greeting greeting();

    /// Stops it within seconds; what runs is finished or given back. May be called twice.
    @Override
    void close();
  }

  /// What a server says of itself when it is up.
  ///
  /// @param recovered one sentence on what the data folder held
  record Greeting(String url, String token, Path data, List<Route> routes, String recovered) {
    public Greeting {
      routes = List.copyOf(routes);
    }
  }
}
