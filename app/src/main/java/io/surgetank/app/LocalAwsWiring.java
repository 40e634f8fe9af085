package io.surgetank.app;

import io.surgetank.command.DescriptorSource;
import io.surgetank.command.Installation;
import io.surgetank.command.LocalAwsInstallation;
import io.surgetank.command.LocalAwsSettings;
import io.surgetank.descriptor.DefaultDescriptor;
import io.surgetank.descriptor.Descriptor;
import io.surgetank.descriptor.Reading;
import io.surgetank.local.account.Kit;
import io.surgetank.local.account.LocalAws;
import io.surgetank.local.account.Order;
import io.surgetank.local.emulator.Endpoints;
import io.surgetank.local.lambda.Bounds;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.Told;
import io.surgetank.log.FunctionLines;
import io.surgetank.log.Level;
import io.surgetank.log.Lines;
import io.surgetank.log.SystemLines;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.setup.DescriptorFiles;
import io.surgetank.setup.Opening;
import io.surgetank.setup.Overlay;
import io.surgetank.setup.Sentences;
import io.surgetank.stack.Fault;
import io.surgetank.stack.Plan;
import io.surgetank.stack.Stack;
import io.surgetank.stack.StackSettings;
import io.surgetank.stack.Stacks;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Who gets what on local AWS: descriptor, stack, processes.
final class LocalAwsWiring implements LocalAwsInstallation {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String STAGE = "local";
  private static final String REGION = "eu-central-1";

  private final SecureRandom random = new SecureRandom();

  /// A descriptor as a stack, or everything that is wrong with it.
  private sealed interface Planned {
    record Ready(Pipelines pipelines, Stack stack, Map<String, String> overlay)
        implements Planned {}

    record Refused(List<String> faults) implements Planned {}
  }

  @Override
  public Start start(LocalAwsSettings settings, Consumer<Greeting> greet, OutputStream log)
      throws InterruptedException {
    var opened = new Opening();
    boolean stands = false;
    try {
      Start start =
          switch (planned(settings.descriptor())) {
            case Planned.Refused(var faults) -> new Start.Refused(faults);
            case Planned.Ready ready -> up(settings, ready, opened, greet, log);
          };
      stands = start instanceof Start.Up;
      return start;
    } catch (UncheckedIOException | IllegalArgumentException unusable) {
      return new Start.Refused(List.of(Sentences.of(unusable)));
    } finally {
      if (!stands) opened.close();
    }
  }

  private Start up(
      LocalAwsSettings settings,
      Planned.Ready planned,
      Opening opened,
      Consumer<Greeting> greet,
      OutputStream log)
      throws InterruptedException {
    var lines = opened.add(new Lines(settings.log(), CLOCK, log));
    SystemLines.install(lines);
    String token = token();
    Path home = home();
    var order =
        new Order(
            planned.stack(),
            Bounds.DEFAULT.withConcurrency(settings.concurrency()),
            settings.port(),
            endpoints(settings.endpoint()),
            token,
            planned.overlay(),
            home.resolve("target"));
    var told = new FunctionLines(lines);
    var surroundings = new Lambda.Surroundings(CLOCK, random, each -> tell(told, each));
    var java = Path.of(Objects.requireNonNull(System.getProperty("java.home")));
    var aws = opened.add(LocalAws.start(order, Kit.builtIn(built(), java), surroundings));
    greet.accept(
        new Greeting(
            aws.url(),
            token,
            aws.endpoints().sqs().toString(),
            aws.endpoints().dynamo().toString(),
            planned.pipelines().all().stream().map(Wiring::route).toList()));
    lines.begin();
    return new Start.Up(opened::close);
  }

  private static void tell(FunctionLines lines, Told told) {
    switch (told) {
      case Told.Line(var function, var environment, var text) ->
          lines.said(function, environment, text);
      case Told.Began(var function, var environment, var took) ->
          lines.began(function, environment, took);
      case Told.Ended(var function, var environment, var why) -> {
        boolean meant = why == Told.Why.IDLE || why == Told.Why.STOPPED;
        lines.ended(meant ? Level.INFO : Level.WARN, function, environment, why.name());
      }
    }
  }

  private static Planned planned(DescriptorSource descriptor) {
    var settings = StackSettings.of(STAGE, REGION);
    return switch (descriptor) {
      case DescriptorSource.BuiltIn() -> planned(DefaultDescriptor.pipelines(), settings, Map.of());
      case DescriptorSource.File(var path) -> {
        var overlay = new Overlay(DescriptorFiles.read(path));
        yield switch (Descriptor.read(overlay.source())) {
          case Reading.Valid(var pipelines) ->
              planned(pipelines, settings.withDescriptor(overlay.descriptor()), overlay.files());
          case Reading.Faulty(var faults) ->
              new Planned.Refused(
                  faults.stream()
                      .map(DescribedWiring::fault)
                      .map(Installation.Fault::told)
                      .toList());
        };
      }
    };
  }

  private static Planned planned(
      Pipelines pipelines, StackSettings settings, Map<String, String> overlay) {
    return switch (Stacks.of(pipelines, settings)) {
      case Plan.Ready(var stack) -> new Planned.Ready(pipelines, stack, overlay);
      case Plan.Refused(var faults) ->
          new Planned.Refused(faults.stream().map(Fault::told).toList());
    };
  }

  private static Optional<Endpoints> endpoints(String address) {
    return address.isEmpty() ? Optional.empty() : Optional.of(Endpoints.both(URI.create(address)));
  }

  private String token() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The repository: what the launcher says, else where this class was built.
  static Path home() {
    String said = System.getProperty("surgetank.home", "");
    return said.isEmpty() ? built() : Path.of(said);
  }

  /// What was built, laid out as the repository is: this class lies in a folder or a jar in its
  /// `app/target`.
  static Path built() {
    try {
      Path place =
          Path.of(LocalAwsWiring.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Objects.requireNonNull(place.resolve("../../..").normalize());
    } catch (URISyntaxException odd) {
      throw new IllegalStateException("this class lies nowhere", odd);
    }
  }
}
