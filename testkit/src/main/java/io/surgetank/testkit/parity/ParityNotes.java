package io.surgetank.testkit.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Records each passed test under its promise, in `target/parity`, one file per test class with
/// [RunsOn]. If a test was skipped, the class has a second file that says so: its counts are
/// incomplete.
public final class ParityNotes implements TestExecutionListener {
  /// Suffix of the file that reports skipped tests of a class.
  public static final String SKIPPED = ".skipped";

  private final Map<Class<?>, Map<VerifiedPromise, Integer>> passed = new ConcurrentHashMap<>();
  private final Set<Class<?>> skipped = ConcurrentHashMap.newKeySet();

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Class<?> type = type(test);
    RunsOn runsOn = type.getAnnotation(RunsOn.class);
    if (runsOn == null) return;
    passed.computeIfAbsent(type, _ -> new ConcurrentHashMap<>());
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (test.isTest() && test.getSource().orElse(null) instanceof MethodSource source)
          holder(type, source.getJavaMethod())
              .ifPresent(holder -> note(type, runsOn.value(), holder));
      }
      case ABORTED -> skipped.add(type);
      case FAILED -> {}
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    passed.forEach(this::write);
  }

  private static Class<?> type(TestIdentifier test) {
    return switch (test.getSource().orElse(null)) {
      case MethodSource method -> method.getJavaClass();
      case ClassSource type -> type.getJavaClass();
      case null, default -> Object.class;
    };
  }

  private void note(Class<?> type, TestedBackend testedBackend, Class<?> holder) {
    var counts = passed.computeIfAbsent(type, _ -> new ConcurrentHashMap<>());
    for (Promise promise : holder.getAnnotation(Verifies.class).value())
      counts.merge(
          new VerifiedPromise(promise, testedBackend, holder.getSimpleName()), 1, Integer::sum);
  }

  /// Which class declares the promise of a test: the test class, or the contract that declares the
  /// method, even if the class overrides it.
  private static Optional<Class<?>> holder(Class<?> type, Method test) {
    return Stream.concat(Stream.of(type), contracts(type))
        .filter(candidate -> candidate.isAnnotationPresent(Verifies.class))
        .filter(candidate -> declares(candidate, test))
        .reduce((_, contract) -> contract);
  }

  private static Stream<Class<?>> contracts(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .flatMap(parent -> Stream.concat(Stream.of(parent), contracts(parent)))
        .distinct();
  }

  private static boolean declares(Class<?> type, Method test) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals(test.getName()));
  }

  private void write(Class<?> type, Map<VerifiedPromise, Integer> counts) {
    var lines = new TreeMap<String, String>();
    counts.forEach((verifiedPromise, count) ->
        lines.put(verifiedPromise.line(0), verifiedPromise.line(count)));
    try {
      Path folder = Files.createDirectories(Path.of("target", "parity"));
      Files.write(folder.resolve(type.getName() + ".tsv"), lines.values());
      Path partial = folder.resolve(type.getName() + SKIPPED);
      if (skipped.contains(type)) Files.writeString(partial, "");
      else Files.deleteIfExists(partial);
    } catch (IOException unwritten) {
      throw new UncheckedIOException("the notes of " + type.getName(), unwritten);
    }
  }
}
