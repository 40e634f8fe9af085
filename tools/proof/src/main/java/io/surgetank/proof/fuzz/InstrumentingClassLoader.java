package io.surgetank.proof.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.IExecutionDataAccessorGenerator;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Loads Surgetank's parsers again, with JaCoCo's probes, and the targets that call them.
final class InstrumentingClassLoader extends ClassLoader {
  private static final List<String> INSTRUMENTED =
      List.of("io.surgetank.core.", "io.surgetank.http.");

  private static final List<String> RELOADED =
      List.of(
          "io.surgetank.core.",
          "io.surgetank.http.",
          "io.surgetank.testkit.",
          "io.surgetank.proof.fuzz.parser.");

  private final Instrumenter instrumenter;

  private InstrumentingClassLoader(int coverageNumber) {
    super(InstrumentingClassLoader.class.getClassLoader());
    this.instrumenter = new Instrumenter(new CoverageCall(coverageNumber));
  }

  /// Creates the target with its instrumented classes, which report to `coverage`.
  static FuzzTarget create(TargetName name, Coverage coverage) {
    var loader = new InstrumentingClassLoader(coverage.register());
    try {
      return (FuzzTarget) loader.loadClass(name.className()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("cannot create the target " + name.text(), broken);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (RELOADED.stream().noneMatch(name::startsWith)) return super.loadClass(name, resolve);
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) throw new ClassNotFoundException(name);
      byte[] code = in.readAllBytes();
      if (INSTRUMENTED.stream().anyMatch(name::startsWith))
        code = instrumenter.instrument(code, name);
      return defineClass(name, code, 0, code.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  /// Lets an instrumented class get its probes from [Coverage].
  private record CoverageCall(int coverageNumber) implements IExecutionDataAccessorGenerator {
    @Override
    public int generateDataAccessor(
        long classId, String className, int probes, MethodVisitor method) {
      method.visitLdcInsn(coverageNumber);
      method.visitLdcInsn(probes);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC, "io/surgetank/proof/fuzz/Coverage", "probes", "(II)[Z", false);
      return 2;
    }
  }
}
