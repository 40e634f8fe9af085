package io.surgetank.cli.wiring;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The user's own classes.
public final class UserClassLoader {
  private UserClassLoader() {}

  /// A loader that finds them beside ours. Throws [IllegalArgumentException] naming every path that
  /// is not there.
  public static ClassLoader loader(List<Path> classpath) {
    ClassLoader ours = UserClassLoader.class.getClassLoader();
    if (classpath.isEmpty()) return ours;
    List<Path> missing = classpath.stream().filter(path -> !Files.exists(path)).toList();
    if (!missing.isEmpty())
      throw new IllegalArgumentException("not on the disk, but on the class path: " + missing);
    var urls = new ArrayList<URL>();
    for (Path path : classpath) urls.add(url(path));
    return new URLClassLoader(urls.toArray(URL[]::new), ours);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(path + " cannot be on a class path", impossible);
    }
  }
}
