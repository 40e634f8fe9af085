package io.surgetank.cli.command;

import io.surgetank.cli.datadir.ServerFiles;
import io.surgetank.load.LoadPlan;
import io.surgetank.load.LoadTest;
import io.surgetank.load.ProgressListener;
import io.surgetank.load.profile.LoadClock;
import io.surgetank.load.profile.LoadModel;
import io.surgetank.load.reconcile.IdFile;
import io.surgetank.load.reconcile.PassCriteria;
import io.surgetank.load.report.LoadResult;
import io.surgetank.load.send.Credentials;
import io.surgetank.load.send.LoadHttpClient;
import io.surgetank.load.send.PipelineOperation;
import io.surgetank.load.send.ServerUrl;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Sends load and follows every accepted job to its final state.
@Command(
    name = "load",
    sortOptions = false,
    description = "Send load, measure it, and follow every accepted job to its final state.",
    footer = {
      "",
      "Examples:",
      "  surgetank load                                   500 requests in batches of 50, 10 at"
          + " once",
      "  surgetank load --rate 200/s --duration 30s --report load.html",
      "  surgetank load --total 10 --sequential           exits with status 1 if a job failed",
      "  surgetank load --invalid 5%% --duplicates 5%% --poison 1%% --ids ids.ndjson",
      "  surgetank load --verify-only ids.ndjson",
      "",
      "Existing files are replaced only if they were written by this command.",
      "Exits with status 1 if jobs are unaccounted for, 3 if no server is reachable."
    })
final class LoadCommand implements Callable<Integer> {
  @Mixin private ServerLocationOptions location = new ServerLocationOptions();

  @Option(
      names = "--token",
      defaultValue = "${env:SURGETANK_TOKEN:-}",
      description = {
        "An API key with the scopes submit and read, or the operator token, if the server requires",
        "one. Default: $SURGETANK_TOKEN, else the token in the --data folder."
      })
  private String token = "";

  @Mixin private ClientTlsOptions tls = new ClientTlsOptions();

  @Option(
      names = "--pipeline",
      description = "The pipeline to send to. Default: the first one of the server.")
  private String pipeline = "";

  @Option(names = "--path", description = "The path to post to, such as /orders.")
  private String path = "";

  @Option(names = "--allow-remote", description = "Allow sending to another machine.")
  private boolean allowRemote;

  @Mixin private LoadModelOptions loadModelOptions = new LoadModelOptions();
  @Mixin private LoadPayloadOptions payload = new LoadPayloadOptions();

  @Option(names = "--max-requests", description = "Maximum number of requests. Default: 1000000")
  private long maxRequests = LoadPlan.Limits.DEFAULT.requests();

  @Option(names = "--max-time", paramLabel = "TIME", description = "Maximum duration. Default: 1h")
  private Duration maxTime = LoadPlan.Limits.DEFAULT.time();

  @Option(
      names = "--max-in-flight",
      description = "Maximum requests in flight, with a rate. Default: 1000")
  private int maxInFlight = LoadPlan.Limits.DEFAULT.maxInFlight();

  @Option(names = "--timeout", paramLabel = "TIME", description = "Request timeout. Default: 30s")
  private Duration timeout = LoadPlan.Limits.DEFAULT.timeout();

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description = "How long to wait for jobs to finish. Default: 60s")
  private Duration wait = Duration.ofSeconds(60);

  @Option(
      names = "--no-follow",
      description = "Only count responses: for servers other than Surgetank.")
  private boolean noFollow;

  @Option(
      names = "--verify-only",
      paramLabel = "FILE",
      description = "Send nothing; follow the ids saved by --ids.")
  private Optional<Path> verifyOnly = Optional.empty();

  @Mixin private LoadOutputOptions output = new LoadOutputOptions();

  private final LoadClock loadClock;
  private final Terminal terminal = Terminal.ofProcess();

  LoadCommand(LoadClock loadClock) {
    this.loadClock = loadClock;
  }

  @Override
  public Integer call() throws InterruptedException {
    tls.requireUsable(location.url());
    if (!output.mayWrite()) return ExitCodes.USAGE;
    try {
      LoadModel chosen = loadModelOptions.loadModel();
      Optional<String> address = address();
      if (address.isEmpty()) {
        terminal.complain(
            "No server is running on the data folder "
                + location.data().toAbsolutePath().normalize()
                + ". Start one with `surgetank serve`, or set --data or --url.");
        return ExitCodes.UNREACHABLE;
      }
      ServerUrl serverUrl = ServerUrl.parse(address.get());
      if (!allowRemote && !serverUrl.isLocal()) {
        terminal.complain(
            serverUrl
                + " is another machine. Load can harm a server: send it only to your own servers,"
                + " with --allow-remote.");
        return ExitCodes.USAGE;
      }
      return verifyOnly.isPresent()
          ? verify(serverUrl, verifyOnly.get())
          : run(serverUrl, chosen, path.isEmpty() ? ServerUrl.pathOf(address.get()) : path);
    } catch (IllegalArgumentException misuse) {
      terminal.complain(String.valueOf(misuse.getMessage()));
      return ExitCodes.USAGE;
    } catch (UncheckedIOException unusable) {
      terminal.complain(String.valueOf(unusable.getMessage()));
      return ExitCodes.FAILED;
    }
  }

  private Optional<String> address() {
    if (!location.url().isEmpty()) return Optional.of(location.url());
    return new ServerFiles(location.data()).server().map(ServerFiles.RunningServer::url);
  }

  /// The token of the folder is for the server on that folder only.
  private Credentials credentials() {
    var folder = new ServerFiles(location.data());
    String ofFolder = location.url().isEmpty() ? folder.token().orElse("") : "";
    return new Credentials(
        token.isEmpty() ? ofFolder : token, tls.forServerOf(location.url(), folder));
  }

  private int verify(ServerUrl serverUrl, Path file) throws InterruptedException {
    var jobs = new IdFile(file).read();
    var reconciliation =
        new LoadTest(loadClock, progressListener(), credentials()).verify(serverUrl, jobs, wait);
    output.print(reconciliation, terminal);
    return reconciliation.passes() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private int run(ServerUrl serverUrl, LoadModel chosen, String requestedPath)
      throws InterruptedException {
    List<PipelineOperation> endpoints;
    try (var loadHttpClient = new LoadHttpClient(timeout, credentials())) {
      switch (loadHttpClient.get(serverUrl.at("/openapi.json"))) {
        case LoadHttpClient.GetResult.NoResponse(var why) -> {
          terminal.complain("The server at " + serverUrl + " cannot be reached: " + why + ".");
          return ExitCodes.UNREACHABLE;
        }
        case LoadHttpClient.GetResult.Received(var status, _) when status == 401 -> {
          terminal.complain(serverUrl + " requires an API key with submit and read: set --token.");
          return ExitCodes.FAILED;
        }
        case LoadHttpClient.GetResult.Received(_, var text) ->
            endpoints = LoadHttpClient.parsed(text).map(PipelineOperation::all).orElse(List.of());
      }
    }
    Optional<PipelineOperation> endpoint =
        PipelineOperation.find(endpoints, pipeline, requestedPath);
    String postedTo = endpoint.map(PipelineOperation::path).orElse(requestedPath);
    if (postedTo.isEmpty())
      throw new IllegalArgumentException(
          pipeline.isEmpty()
              ? serverUrl + " lists no pipeline; set --path and --file"
              : serverUrl + " has no pipeline " + pipeline);
    var submissions = payload.submissions(endpoint, loadClock.now().toEpochMilli());
    var limits = new LoadPlan.Limits(maxRequests, maxTime, maxInFlight, timeout);
    LoadResult loadResult =
        output.logging(
            loadClock.now(),
            log -> {
              var loadPlan =
                  new LoadPlan(
                      serverUrl,
                      postedTo,
                      endpoint.map(PipelineOperation::pipeline).orElse(""),
                      submissions,
                      chosen,
                      limits,
                      noFollow
                          ? new LoadPlan.Following.Disabled()
                          : new LoadPlan.Following.Within(wait),
                      passCriteria(chosen),
                      log,
                      output.ids());
              LoadResult done =
                  new LoadTest(loadClock, progressListener(), credentials()).run(loadPlan);
              output.print(done, loadPlan, terminal);
              return done;
            });
    return loadResult.reconciliation().passes() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  /// Batches are for trying out a configuration: every job must succeed. A rate may exceed the
  /// capacity of the server, and a ramp is supposed to.
  private static PassCriteria passCriteria(LoadModel loadModel) {
    return switch (loadModel) {
      case LoadModel.Closed _ -> PassCriteria.ALL_MUST_SUCCEED;
      case LoadModel.Open open ->
          open.endsAtOverload()
              ? PassCriteria.OVERLOAD_EXPECTED
              : PassCriteria.ALL_MUST_BE_ACCOUNTED;
    };
  }

  private ProgressListener progressListener() {
    return output.isShownLive(terminal) ? new LoadProgress(System.err) : ProgressListener.NONE;
  }
}
