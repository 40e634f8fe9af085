package io.surgetank.proof.interleaving;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastalab.fray.instrumentation.base.ApplicationCodeTransformer;

/// Used instead of Fray's agent, which adds points of choice only at volatile fields: in the
/// classes of the store and the workers, plain fields and arrays have them too, so that a missing
/// lock is found.
public final class ThreadControlAgent {
  private static final List<String> WITH_PLAIN_FIELDS =
      List.of("io/surgetank/sqlite/", "io/surgetank/runtime/");

  private ThreadControlAgent() {}

  /// Called by the JVM before `main`.
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(
        new Transformer(
            new ApplicationCodeTransformer(true, List.of()),
            new ApplicationCodeTransformer(false, List.of())));
  }

  private record Transformer(ClassFileTransformer withPlainFields, ClassFileTransformer others)
      implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String name,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] bytes) {
      if (name == null) return null;
      ClassFileTransformer chosen =
          WITH_PLAIN_FIELDS.stream().anyMatch(name::startsWith) ? withPlainFields : others;
      try {
        return chosen.transform(loader, name, redefined, domain, bytes);
      } catch (IllegalClassFormatException unreadable) {
        return null;
      }
    }
  }
}
