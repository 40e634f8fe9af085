package io.surgetank.cli.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// A repository with the launcher, and a program that prints which build it is.
record SmallRepository(Path folder) {
  private static final List<String> MODULES =
      List.of(
          "core",
          "sqlite",
          "runtime",
          "http",
          "aws/functions",
          "aws/deploy",
          "aws/local",
          "tools/load",
          "cli");

  static SmallRepository in(Path temp) throws IOException {
    var repository = new SmallRepository(Files.createDirectories(temp.resolve("home")));
    Path root = Repository.root();
    Files.copy(root.resolve("surgetank"), repository.folder.resolve("surgetank"));
    Files.createDirectories(repository.folder.resolve(".mvn"));
    Files.copy(root.resolve(".mvn/find-jdk.sh"), repository.folder.resolve(".mvn/find-jdk.sh"));
    Files.writeString(repository.folder.resolve("pom.xml"), "");
    for (String module : MODULES) {
      Files.createDirectories(repository.folder.resolve(module + "/src/main"));
      Files.writeString(repository.folder.resolve(module + "/pom.xml"), "");
    }
    program(repository.folder.resolve("echo.jar"));
    Path maven = repository.folder.resolve("mvnw");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        mkdir -p cli/target/lib
        n=$(($(cat cli/target/number 2>/dev/null || echo 0) + 1))
        echo $n >cli/target/number
        # A slow build: until a line comes through the named pipe.
        if [ -p continue ]; then echo "[INFO] Building Surgetank fake 0"; read -r line <continue; fi
        # Into the same file, as the worst of builds would.
        cat echo.jar >cli/target/surgetank.jar
        echo $n >cli/target/lib/number
        """);
    if (!maven.toFile().setExecutable(true)) throw new IOException("not executable: " + maven);
    repository.age();
    return repository;
  }

  /// The jar of [Echo].
  private static void program(Path jar) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String name = Echo.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var bytes = Echo.class.getResourceAsStream("SmallRepository$Echo.class")) {
      if (bytes == null) throw new IOException("no class " + name);
      out.putNextEntry(new JarEntry(name));
      bytes.transferTo(out);
    }
  }

  Path builds() {
    return folder.resolve("target/builds");
  }

  Path lock() {
    return folder.resolve("target/launch.lock");
  }

  /// Each build waits from now on until [#continueBuild] is called.
  void slowDownBuilds() throws IOException, InterruptedException {
    new ProcessBuilder("mkfifo", folder.resolve("continue").toString()).start().waitFor();
  }

  void continueBuild() throws IOException {
    Files.writeString(folder.resolve("continue"), "\n", StandardOpenOption.WRITE);
  }

  /// The number of builds that were started.
  int startedBuilds() throws IOException {
    return Integer.parseInt(Files.readString(folder.resolve("cli/target/number")).strip());
  }

  /// As if all that is there had lain there for an hour: file times are coarse.
  private void age() throws IOException {
    var before = FileTime.from(Instant.now().minusSeconds(3_600));
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) Files.setLastModifiedTime(path, before);
    }
  }

  void changeSources() throws IOException {
    age();
    Path source = Files.writeString(folder.resolve("core/src/main/Changed.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
  }

  void buildWithMaven() throws IOException, InterruptedException {
    new ProcessBuilder("./mvnw").directory(folder.toFile()).start().waitFor();
  }

  /// Makes it readable by all users, and not writable.
  void giveAway() throws IOException {
    try (Stream<Path> all = Files.walk(folder.getParent())) {
      for (Path path : all.filter(each -> !Files.isSymbolicLink(each)).toList())
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
  }

  /// The program: prints its arguments, and with `wait` its build again after a line of input.
  static final class Echo {
    private Echo() {}

    public static void main(String... words) throws IOException {
      Path jar = Path.of(System.getProperty("java.class.path"));
      System.out.println("build " + number(jar) + ": " + String.join(" ", words));
      if (List.of(words).contains("wait")) {
        System.in.read();
        System.out.println("still build " + number(jar));
      }
    }

    private static String number(Path jar) throws IOException {
      return Files.readString(jar.resolveSibling("lib/number")).strip();
    }
  }
}
