package io.surgetank.command;

import io.surgetank.log.Level;
import io.surgetank.log.LineFormat;
import io.surgetank.log.LogSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the deployment zip on this machine until it is told to stop.
@Command(
    name = "aws-local",
    description = "Run the deployment zip here, as AWS would: no account, no Docker.",
    footer = {
      "",
      "Examples:",
      "  surgetank aws-local",
      "  surgetank aws-local --config my/surgetank.yaml --concurrency 5",
      "  surgetank aws-local --endpoint http://127.0.0.1:4566",
      "",
      "Ctrl-C or SIGTERM ends it and every process it started. Without --endpoint nothing is",
      "kept: SQS and DynamoDB are in memory."
    })
final class LocalAwsCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8081",
      description = "Of the HTTP API; 0 means any free one. Default: ${DEFAULT-VALUE}")
  private int port = 8081;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The descriptor of your pipelines. Default: the built-in one.")
  private String config = "";

  @Option(
      names = "--concurrency",
      paramLabel = "CALLS",
      defaultValue = "10",
      description = {
        "How many calls of functions the account runs at once.",
        "Default: ${DEFAULT-VALUE}, as a new account has"
      })
  private int concurrency = 10;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "",
      description = {
        "Where SQS and DynamoDB are: an address of this machine.",
        "Default: emulated by ElasticMQ and DynamoDB Local"
      })
  private String endpoint = "";

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "TEXT",
      description = "text or json. Default: text")
  private LineFormat logFormat = LineFormat.TEXT;

  private final Installation installation;

  LocalAwsCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws InterruptedException {
    var settings =
        new LocalAwsSettings(
            port,
            DescriptorSource.of(config),
            concurrency,
            endpoint,
            new LogSettings(logFormat, Level.INFO));
    System.err.println("Starting SQS, DynamoDB and the HTTP API: some seconds ...");
    var out = new FileOutputStream(FileDescriptor.out);
    return switch (installation.localAws().start(settings, this::greet, out)) {
      case LocalAwsInstallation.Start.Up(var aws) -> runUntilStopped(aws);
      case LocalAwsInstallation.Start.Refused(var faults) -> refuse(faults);
    };
  }

  private static int runUntilStopped(LocalAwsInstallation.Running aws) throws InterruptedException {
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  aws.close();
                  stopped.countDown();
                }));
    stopped.await();
    return Exit.OK;
  }

  private static int refuse(List<String> faults) {
    faults.forEach(System.err::println);
    return Exit.FAILED;
  }

  private void greet(LocalAwsInstallation.Greeting greeting) {
    var text = new StringBuilder();
    text.append("Surgetank ").append(installation.version());
    text.append(" on local AWS, its HTTP API at ").append(greeting.url()).append('\n');
    for (Installation.Route route : greeting.routes())
      text.append("  POST %-16s %s%n".formatted(route.path(), route.pipeline()));
    text.append("SQS: ").append(greeting.sqs());
    text.append("  DynamoDB: ").append(greeting.dynamo()).append('\n');
    text.append("Operations: --url ").append(greeting.url());
    text.append(" --token ").append(greeting.token()).append('\n');
    if (!greeting.routes().isEmpty()) {
      var route = greeting.routes().getFirst();
      text.append("Try:  curl -i ").append(greeting.url()).append(route.path());
      text.append(" -H 'Content-Type: application/json' -d '");
      text.append(route.example().replace("'", "'\\''")).append("'\n");
      text.append("The first request starts a function: some seconds, as a cold start is.\n");
    }
    System.out.print(text);
    System.out.flush();
  }
}
