package io.surgetank.local.lambda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The native library of Lambda's runtime interface client. Without a path the client unpacks it to
/// `/tmp/.libaws-lambda-jni.so` in every process, over the file that other processes have mapped:
/// they crash with SIGBUS. The build unpacks it once, into `jni` beside the client's jar.
final class RuntimeClientLibrary {
  private static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private RuntimeClientLibrary() {}

  /// The JVM option that names the library. Empty if the build unpacked none for this platform.
  static List<String> flags(List<Path> runtime) {
    return runtime.stream()
        .map(jar -> jar.resolveSibling("jni").resolve(file()))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(library -> List.of("-D" + PROPERTY + "=" + library))
        .orElse(List.of());
  }

  private static String file() {
    String architecture =
        switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
          case "aarch64", "arm64" -> "aarch_64";
          default -> "x86_64";
        };
    return "libaws-lambda-jni." + (isMusl() ? "linux_musl-" : "linux-") + architecture + ".so";
  }

  /// Alpine and similar distributions have musl instead of glibc, with another loader.
  private static boolean isMusl() {
    return Stream.of("/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1")
            .anyMatch(loader -> Files.exists(Path.of(loader)))
        && Stream.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
            .noneMatch(loader -> Files.exists(Path.of(loader)));
  }
}
