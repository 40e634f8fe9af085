package io.surgetank.core.handler;

import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.work.FailureFormatter;
import io.surgetank.core.work.Handler;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Finds handlers by their names in the configuration: `order`, `task`, `http`, or the full name of
/// a user's class. Such a class is public, implements [Handler], and has a public constructor with
/// a `Map<String, String>` parameter (the settings) or without parameters.
public final class HandlerCatalog {
  private final ClassLoader loader;
  private final WebhookClient webhookClient;
  private final SecretSource secrets;
  private final InstantSource clock;

  /// Why classes cannot be loaded, by name: the JVM reports the causes only once.
  private final Map<String, String> unloadable = new ConcurrentHashMap<>();

  public HandlerCatalog(
      ClassLoader loader, WebhookClient webhookClient, SecretSource secrets, InstantSource clock) {
    this.loader = loader;
    this.secrets = secrets;
    this.webhookClient = webhookClient;
    this.clock = clock;
  }

  /// The result of finding a handler. Errors are values, so that all can be reported together.
  public sealed interface Found {
    record Ready(Handler handler) implements Found {}

    record Invalid(List<String> errors) implements Found {
      public Invalid {
        errors = List.copyOf(errors);
      }
    }
  }

  public Found find(HandlerRef ref) {
    return switch (ref.name()) {
      case "order" -> builtIn(ref, new OrderHandler());
      case "task" -> builtIn(ref, new TaskHandler());
      case "http" -> http(ref.settings());
      default -> userClass(ref);
    };
  }

  private static Found builtIn(HandlerRef ref, Handler handler) {
    List<String> errors = unknown(ref.name(), ref.settings(), Set.of());
    return errors.isEmpty() ? new Found.Ready(handler) : new Found.Invalid(errors);
  }

  private Found http(Map<String, String> settings) {
    var read = new HttpHandlerSettings(settings, secrets);
    HttpHandlerSettings.Values values = read.read();
    return read.errors().isEmpty()
        ? new Found.Ready(new HttpHandler(values, webhookClient, clock))
        : new Found.Invalid(read.errors());
  }

  private Found userClass(HandlerRef ref) {
    try {
      Class<?> type = Class.forName(ref.name(), true, loader);
      if (!Handler.class.isAssignableFrom(type))
        return error("the class " + ref.name() + " does not implement " + Handler.class.getName());
      if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers()))
        return error("the class " + ref.name() + " must be public and not abstract");
      return instantiate(ref, type.asSubclass(Handler.class));
    } catch (ClassNotFoundException missing) {
      return error(
          "no such handler: "
              + ref.name()
              + ": use order, task, http, or a class on the class path");
    } catch (Error broken) {
      return error(unloadable.computeIfAbsent(ref.name(), name -> loadFailure(name, broken)));
    }
  }

  private static String loadFailure(String name, Error broken) {
    return "the class " + name + " cannot be loaded: " + FailureFormatter.causes(broken);
  }

  private Found instantiate(HandlerRef ref, Class<? extends Handler> type) {
    Optional<Constructor<? extends Handler>> withSettings = constructor(type, Map.class);
    if (withSettings.isPresent()) return instantiate(ref, withSettings.get(), ref.settings());
    Optional<Constructor<? extends Handler>> plain = constructor(type);
    if (plain.isEmpty())
      return error(
          "the class "
              + ref.name()
              + " has no public constructor without parameters or with a Map of settings");
    List<String> errors = unknown(ref.name(), ref.settings(), Set.of());
    return errors.isEmpty() ? instantiate(ref, plain.get()) : new Found.Invalid(errors);
  }

  private Found instantiate(
      HandlerRef ref, Constructor<? extends Handler> constructor, Object... arguments) {
    try {
      Handler handler =
          ContextClassLoaderHandler.in(loader, () -> constructor.newInstance(arguments));
      return new Found.Ready(new ContextClassLoaderHandler(handler, loader));
    } catch (InvocationTargetException thrown) {
      return notInstantiated(ref, thrown.getTargetException());
    } catch (Exception unusable) {
      return notInstantiated(ref, unusable);
    }
  }

  private static Found notInstantiated(HandlerRef ref, Throwable cause) {
    return error("cannot instantiate " + ref.name() + ": " + FailureFormatter.causes(cause));
  }

  private static Optional<Constructor<? extends Handler>> constructor(
      Class<? extends Handler> type, Class<?>... parameters) {
    try {
      return Optional.of(type.getConstructor(parameters));
    } catch (NoSuchMethodException none) {
      return Optional.empty();
    }
  }

  private static List<String> unknown(
      String handler, Map<String, String> settings, Set<String> known) {
    var names = new TreeSet<>(settings.keySet());
    names.removeAll(known);
    return names.stream()
        .map(name -> "the handler " + handler + " has no setting " + name)
        .toList();
  }

  private static Found error(String text) {
    return new Found.Invalid(List.of(text));
  }
}
