package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TidyTest {
  private static final int LONGEST_FILE = 300;

  private static final Pattern SHAPE_NAMES =
      Pattern.compile("(I[A-Z][a-z].*|Abstract.*|.*(Impl|Utils?|Helper|Manager|Data|Info))\\.java");

  private static final Pattern FOLDER_ROW = Pattern.compile("(?m)^\\| *`([a-z-]+)/?` *\\|");

  @Test
  void no_file_is_too_long() throws IOException {
    var tooLong = new ArrayList<String>();
    for (Path file : Repository.javaFiles()) {
      int lines = Files.readAllLines(file).size();
      if (lines > LONGEST_FILE) tooLong.add(file + ": " + lines);
    }

    assertThat(tooLong).isEmpty();
  }

  @Test
  void no_type_is_named_for_its_shape() {
    assertThat(Repository.javaFiles())
        .extracting(file -> String.valueOf(file.getFileName()))
        .filteredOn(name -> !name.startsWith("Intake") && !name.startsWith("Init"))
        .noneMatch(name -> SHAPE_NAMES.matcher(name).matches());
  }

  /// Each program has its own `Main`.
  @Test
  void each_simple_name_is_used_once() {
    var names = new TreeSet<String>();
    assertThat(Repository.javaFiles())
        .extracting(file -> String.valueOf(file.getFileName()))
        .filteredOn(name -> !name.equals("Main.java") && !name.equals("package-info.java"))
        .filteredOn(name -> !names.add(name))
        .isEmpty();
  }

  @Test
  void every_package_has_a_package_info() {
    var packages = new TreeSet<String>();
    var documented = new TreeSet<String>();
    for (Path file : Repository.javaFiles()) {
      packages.add(packageOf(file));
      if (file.endsWith("package-info.java")) documented.add(packageOf(file));
    }

    // Tests are in the packages that they test, which have one package-info.
    assertThat(documented).isEqualTo(packages);
  }

  private static String packageOf(Path file) {
    String folder = String.valueOf(file.getParent());
    return folder.substring(folder.indexOf("/java/") + "/java/".length());
  }

  @Test
  void every_package_is_null_marked() throws IOException {
    for (Path file : Repository.javaFiles())
      if (file.endsWith("package-info.java"))
        assertThat(Files.readString(file)).as(file.toString()).contains("@NullMarked");
  }

  @Test
  void the_readme_s_table_lists_all_folders() throws IOException {
    var named = new TreeSet<String>();
    Matcher row = FOLDER_ROW.matcher(Repository.readme());
    while (row.find()) named.add(row.group(1));

    assertThat(named).isEqualTo(new TreeSet<>(folders()));
  }

  /// The folders of the repository, without those that builds and runs create.
  private static List<String> folders() throws IOException {
    try (Stream<Path> entries = Files.list(Repository.root())) {
      return entries
          .filter(Files::isDirectory)
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> !name.startsWith(".") && !List.of("target", "data").contains(name))
          .toList();
    }
  }
}
