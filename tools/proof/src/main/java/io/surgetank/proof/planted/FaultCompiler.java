package io.surgetank.proof.planted;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles a source file with a planted fault against the classes of this process.
///
/// @param root of the repository
record FaultCompiler(Path root) {

  /// Writes the classes of the file to the folder, which precedes the others on a class path.
  ///
  /// Throws [IllegalArgumentException] if the fault does not apply to the source or does not
  /// compile.
  void compile(PlantedFault fault, Path output) throws IOException {
    Path file = root.resolve(fault.file());
    String source = fault.plant(Files.readString(file));
    JavaCompiler compiler =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK, not a JRE, is needed");
    var messages = new StringWriter();
    List<String> options =
        List.of(
            "-d", output.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    boolean isCompiled =
        compiler
            .getTask(messages, null, null, options, null, List.of(new Source(file.toUri(), source)))
            .call();
    if (!isCompiled) throw new IllegalArgumentException(fault.name() + ": " + messages);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String content;

    Source(URI file, String content) {
      super(file, JavaFileObject.Kind.SOURCE);
      this.content = content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }
}
