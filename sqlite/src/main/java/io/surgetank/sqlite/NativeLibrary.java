package io.surgetank.sqlite;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's native library. Without a folder for it, each start of a process finds out the
/// operating system by running a command, extracts the library from its archive to the temporary
/// folder, and looks there for those of earlier processes.
public final class NativeLibrary {
  /// The system property that names the folder with the library. If the library is not there, it is
  /// extracted as usual. Defined by sqlite-jdbc.
  public static final String FOLDER = "org.sqlite.lib.path";

  private NativeLibrary() {}

  /// Puts the library for this operating system into the folder, which is created if necessary.
  public static void extract(Path folder) throws IOException {
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    Files.createDirectories(folder);
    Path incomplete = Files.createTempFile(folder, "native", ".tmp");
    try (var library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (library == null) throw new FileNotFoundException("there is no resource " + resource);
      Files.copy(library, incomplete, StandardCopyOption.REPLACE_EXISTING);
      // Other users may run the installation of this one.
      boolean _ = incomplete.toFile().setReadable(true, false);
      Files.move(
          incomplete,
          folder.resolve(LibraryLoaderUtil.getNativeLibName()),
          StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(incomplete);
    }
  }
}
