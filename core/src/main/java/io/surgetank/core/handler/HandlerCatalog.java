package io.surgetank.core.handler;

import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.pipeline.TargetUrl;
import io.surgetank.core.work.Handler;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds handlers by their names in the descriptor: `order`, `task`, `http`, or the full name of a
/// class of the user's.
///
/// Such a class is public, implements [Handler], and has a public constructor that takes a
/// `Map<String, String>` (the settings) or one that takes nothing.
public final class HandlerCatalog {
  private final ClassLoader loader;
  private final WebhookClient webhookClient;
  private final SecretSource secrets;
  private final InstantSource clock;

  public HandlerCatalog(
      ClassLoader loader, WebhookClient webhookClient, SecretSource secrets, InstantSource clock) {
    this.loader = loader;
    this.secrets = secrets;
    this.webhookClient = webhookClient;
    this.clock = clock;
  }

  /// What came of looking for a handler. Faults are values, so that all can be told at once.
  public sealed interface Found {
    record Ready(Handler handler) implements Found {}

    record Faulty(List<String> faults) implements Found {
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }

  public Found find(HandlerRef ref) {
    return switch (ref.name()) {
      case "order" -> builtIn(ref, new OrderHandler());
      case "task" -> builtIn(ref, new TaskHandler());
      case "http" -> http(ref.settings());
      default -> ofTheUsers(ref);
    };
  }

  private static Found builtIn(HandlerRef ref, Handler handler) {
    List<String> faults = unknown(ref.name(), ref.settings(), Set.of());
    return faults.isEmpty() ? new Found.Ready(handler) : new Found.Faulty(faults);
  }

  private Found http(Map<String, String> settings) {
    var named = new HashMap<>(settings);
    named.keySet().removeIf(name -> name.startsWith(HandlerRef.HEADERS));
    var faults = new ArrayList<>(unknown("http", named, Set.of("url", "secret")));
    Map<String, String> headers = CustomHeaders.read(settings, secrets, faults);
    URI target = URI.create("http://localhost");
    Optional<WebhookSignature> signature = Optional.empty();
    try {
      target = TargetUrl.of(settings.getOrDefault("url", "")).uri();
    } catch (IllegalArgumentException unusable) {
      faults.add("the handler http needs a web address as its url: " + unusable.getMessage());
    }
    int before = faults.size();
    Optional<String> secret =
        Optional.ofNullable(settings.get("secret"))
            .map(
                text -> new SecretText(text).resolve(secrets, "the handler http's secret", faults));
    try {
      if (faults.size() == before) signature = secret.map(WebhookSignature::withSecret);
    } catch (IllegalArgumentException unusable) {
      // The secret itself is not repeated: faults are printed and logged.
      faults.add(
          "the handler http's secret is empty, or is not Base64 after " + WebhookSignature.PREFIX);
    }
    return faults.isEmpty()
        ? new Found.Ready(new HttpHandler(target, signature, headers, webhookClient, clock))
        : new Found.Faulty(faults);
  }

  private Found ofTheUsers(HandlerRef ref) {
    try {
      Class<?> type = Class.forName(ref.name(), true, loader);
      if (!Handler.class.isAssignableFrom(type))
        return fault("the class " + ref.name() + " does not implement " + Handler.class.getName());
      if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers()))
        return fault("the class " + ref.name() + " must be public and not abstract");
      return made(ref, type.asSubclass(Handler.class));
    } catch (ClassNotFoundException missing) {
      return fault(
          "no handler is named "
              + ref.name()
              + ": it is neither order, task nor http, nor a class on the class path");
    } catch (LinkageError broken) {
      return fault("the class " + ref.name() + " cannot be loaded: " + broken.getMessage());
    }
  }

  private Found made(HandlerRef ref, Class<? extends Handler> type) {
    Optional<Constructor<? extends Handler>> withSettings = constructor(type, Map.class);
    if (withSettings.isPresent()) return made(ref, withSettings.get(), ref.settings());
    Optional<Constructor<? extends Handler>> plain = constructor(type);
    if (plain.isEmpty())
      return fault(
          "the class "
              + ref.name()
              + " has no public constructor that takes nothing or a Map of settings");
    List<String> faults = unknown(ref.name(), ref.settings(), Set.of());
    return faults.isEmpty() ? made(ref, plain.get()) : new Found.Faulty(faults);
  }

  private Found made(
      HandlerRef ref, Constructor<? extends Handler> constructor, Object... arguments) {
    try {
      Handler handler =
          ContextClassLoaderHandler.in(loader, () -> constructor.newInstance(arguments));
      return new Found.Ready(new ContextClassLoaderHandler(handler, loader));
    } catch (InvocationTargetException thrown) {
      return unmade(ref, thrown.getTargetException());
    } catch (Exception unusable) {
      return unmade(ref, unusable);
    }
  }

  private static Found unmade(HandlerRef ref, Throwable cause) {
    return fault("the class " + ref.name() + " cannot be made: " + cause.getMessage());
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

  private static Found fault(String text) {
    return new Found.Faulty(List.of(text));
  }
}
