package io.surgetank.cli.command;

import io.surgetank.load.profile.ClosedLoop;
import io.surgetank.load.profile.ConstantRate;
import io.surgetank.load.profile.LoadModel;
import io.surgetank.load.profile.Ramp;
import io.surgetank.load.profile.RequestRate;
import io.surgetank.load.profile.Spike;
import io.surgetank.load.profile.StepShape;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// Options for the distribution of requests over time: in batches, unless a rate is given.
final class LoadModelOptions {
  @Option(names = "--total", description = "Total number of requests, in batches. Default: 500")
  private long total = ClosedLoop.DEFAULT.total();

  @Option(names = "--batch", description = "Requests per batch. Default: 50")
  private int batch = ClosedLoop.DEFAULT.batch();

  @Option(names = "--concurrency", description = "Requests at once in a batch. Default: 10")
  private int concurrency = ClosedLoop.DEFAULT.concurrency();

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      description = "Pause between batches. Default: 0s")
  private Duration delay = ClosedLoop.DEFAULT.delay();

  @Option(names = "--sequential", description = "Send one request at a time.")
  private boolean sequential;

  @Option(
      names = "--rate",
      description = "A constant rate, such as 200/s, regardless of responses.")
  private String rate = "";

  @Option(
      names = "--steps",
      arity = "1..2",
      paramLabel = "RATES",
      description = "From one rate to another in equal steps: 100/s..1000/s x5")
  private List<String> steps = List.of();

  @Option(
      names = "--spike",
      paramLabel = "RATES",
      description = "Low, peak, low, a third of the time each: 50/s..1000/s")
  private String spike = "";

  @Option(
      names = "--ramp",
      paramLabel = "RATES",
      description =
          "A rising rate until the server is overloaded: after 5 s, within one second over 1%% of"
              + " requests get 429, 5xx or no response, or p99 exceeds 1 s.")
  private String ramp = "";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Total time of --rate, --steps, --spike or --ramp. Default: 30s")
  private Duration duration = Duration.ofSeconds(30);

  /// Throws [IllegalArgumentException] with a message if the options contradict each other.
  LoadModel loadModel() {
    long shapes =
        Stream.of(rate, String.join("", steps), spike, ramp).filter(it -> !it.isEmpty()).count();
    if (shapes > 1 || (shapes == 1 && sequential))
      throw new IllegalArgumentException(
          "choose one of --sequential, --rate, --steps, --spike and --ramp");
    if (!rate.isEmpty()) return new ConstantRate(RequestRate.parse(rate), duration);
    if (!spike.isEmpty()) return new Spike(RequestRate.Range.parse(spike), duration);
    if (!ramp.isEmpty()) return new Ramp(RequestRate.Range.parse(ramp), duration);
    if (!steps.isEmpty()) return inSteps();
    return new LoadModel.Closed(
        sequential
            ? ClosedLoop.sequential(total, delay)
            : new ClosedLoop(total, batch, concurrency, delay));
  }

  private StepShape inSteps() {
    String[] words = String.join(" ", steps).strip().split("\\s+", -1);
    String count = words.length > 1 ? words[1] : "x5";
    if (words.length > 2 || !count.matches("x\\d{1,4}"))
      throw new IllegalArgumentException("write steps as in --steps 100/s..1000/s x5");
    return new StepShape(
        RequestRate.Range.parse(words[0]), Integer.parseInt(count.substring(1)), duration);
  }
}
