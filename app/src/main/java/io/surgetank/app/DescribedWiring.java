package io.surgetank.app;

import io.surgetank.command.DescriptorSource;
import io.surgetank.command.Installation.Fault;
import io.surgetank.descriptor.DefaultDescriptor;
import io.surgetank.descriptor.Descriptor;
import io.surgetank.descriptor.DescriptorFault;
import io.surgetank.descriptor.Reading;
import io.surgetank.descriptor.Source;
import io.surgetank.engine.outbound.HttpOutbound;
import io.surgetank.handler.HandlerCatalog;
import io.surgetank.handler.Outbound;
import io.surgetank.handler.SecretSource;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.setup.DescriptorFiles;
import io.surgetank.setup.Handlers;
import io.surgetank.setup.Opening;
import io.surgetank.setup.Sentences;
import io.surgetank.setup.UserClasses;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A configuration with its handlers, or everything that is wrong with both.
sealed interface DescribedWiring {
  record Valid(Pipelines pipelines, Handlers handlers) implements DescribedWiring {}

  record Faulty(List<Fault> faults) implements DescribedWiring {}

  /// Handlers are loaded with `classpath`; what they hold open is added to `opened`.
  static DescribedWiring of(
      DescriptorSource descriptor, List<Path> classpath, Opening opened, InstantSource clock) {
    Source source;
    try {
      source = source(descriptor);
    } catch (UncheckedIOException unread) {
      return new Faulty(List.of(fault(name(descriptor), unread)));
    }
    ClassLoader loader;
    try {
      loader = UserClasses.loader(classpath);
    } catch (IllegalArgumentException missing) {
      // Without its folders no class would be found: that is one fault, not one for each handler.
      var faults = new ArrayList<>(described(source));
      faults.add(fault("--classpath", missing));
      return new Faulty(faults);
    }
    return switch (Descriptor.read(source)) {
      case Reading.Valid(var pipelines) -> {
        var catalog = new HandlerCatalog(loader, outbound(pipelines, opened), SECRETS, clock);
        Optional<Handlers> handlers = Handlers.of(pipelines, catalog);
        yield handlers.isPresent()
            ? new Valid(pipelines, handlers.get())
            : faulty(Stream.of(), source, catalog);
      }
      case Reading.Faulty(var faults) ->
          faulty(faults.stream(), source, new HandlerCatalog(loader, CLOSED, SECRETS, clock));
    };
  }

  SecretSource SECRETS = new ProcessSecrets(System.getenv());

  /// Sends nothing: checking a configuration makes no calls.
  Outbound CLOSED =
      _ -> {
        throw new IllegalStateException("no pipeline pushes jobs out");
      };

  private static Faulty faulty(
      Stream<DescriptorFault> faults, Source source, HandlerCatalog catalog) {
    var ofHandlers = Handlers.faults(Descriptor.handlers(source), catalog);
    return new Faulty(
        Stream.concat(faults, ofHandlers.stream()).map(DescribedWiring::fault).toList());
  }

  private static List<Fault> described(Source source) {
    return switch (Descriptor.read(source)) {
      case Reading.Valid(_) -> List.of();
      case Reading.Faulty(var faults) -> faults.stream().map(DescribedWiring::fault).toList();
    };
  }

  private static String name(DescriptorSource descriptor) {
    return switch (descriptor) {
      case DescriptorSource.BuiltIn() -> "the built-in configuration";
      case DescriptorSource.File(var path) -> path.toString();
    };
  }

  static Source source(DescriptorSource descriptor) {
    return switch (descriptor) {
      case DescriptorSource.BuiltIn() -> DefaultDescriptor.source();
      case DescriptorSource.File(var path) -> DescriptorFiles.read(path);
    };
  }

  /// An HTTP client takes a while to load: only who pushes jobs out waits for it.
  private static Outbound outbound(Pipelines pipelines, Opening opened) {
    boolean pushes =
        pipelines.all().stream().anyMatch(each -> each.work().handler().name().equals("http"));
    return pushes ? opened.add(new HttpOutbound()) : CLOSED;
  }

  private static Fault fault(String where, RuntimeException fault) {
    return new Fault(where, 0, 0, Sentences.of(fault));
  }

  static Fault fault(DescriptorFault fault) {
    return new Fault(
        fault.file(), fault.line(), fault.column(), fault.problem() + "; " + fault.cure());
  }
}
