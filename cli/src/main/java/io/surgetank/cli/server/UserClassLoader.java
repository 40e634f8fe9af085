package io.surgetank.cli.server;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Loads the user's classes.
public final class UserClassLoader {
  private UserClassLoader() {}

  /// A class loader with `classpath` and the classes of Surgetank. Throws
  /// [IllegalArgumentException] with every path that does not exist.
  public static ClassLoader loader(List<Path> classpath) {
    ClassLoader parent = UserClassLoader.class.getClassLoader();
    if (classpath.isEmpty()) return parent;
    List<Path> missing = classpath.stream().filter(path -> !Files.exists(path)).toList();
    if (!missing.isEmpty())
      throw new IllegalArgumentException("no such file on the class path: " + missing);
    var urls = new ArrayList<URL>();
    for (Path path : classpath) urls.add(url(path));
    return new URLClassLoader(urls.toArray(URL[]::new), parent);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException("cannot use " + path + " on a class path", impossible);
    }
  }
}
