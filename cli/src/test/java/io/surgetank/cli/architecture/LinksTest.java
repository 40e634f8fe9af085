package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The links between the pages, and from the pages to the source, lead to something.
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

  @Test
  void every_relative_link_has_a_target() {
    var broken = new ArrayList<String>();
    for (Path page : Pages.all()) {
      Matcher link = LINK.matcher(Pages.text(page).replaceAll("(?ms)^```.*?^```", ""));
      while (link.find()) {
        String target = link.group(1);
        if (target.matches("[a-z]+:.*")) continue;
        if (!leadsSomewhere(page, target)) broken.add(page + ": " + target);
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void the_index_names_every_page() {
    Path index = Path.of("docs/README.md");
    var named = new TreeSet<Path>();
    Matcher link = LINK.matcher(Pages.text(index));
    while (link.find()) named.add(resolved(index, link.group(1)));

    assertThat(Pages.all())
        .filteredOn(page -> page.startsWith("docs") && !page.startsWith("docs/decisions"))
        .filteredOn(page -> !page.equals(index))
        .isSubsetOf(named);
  }

  private static boolean leadsSomewhere(Path page, String target) {
    int hash = target.indexOf('#');
    Path file = hash == 0 ? page : resolved(page, hash < 0 ? target : target.substring(0, hash));
    if (!Files.exists(Repository.root().resolve(file))) return false;
    if (hash < 0 || !file.toString().endsWith(".md")) return true;
    return HEADING
        .matcher(Pages.text(file))
        .results()
        .anyMatch(heading -> anchor(heading.group(1)).equals(target.substring(hash + 1)));
  }

  private static Path resolved(Path page, String target) {
    return page.resolveSibling(target).normalize();
  }

  /// The anchor that GitHub gives to a heading.
  private static String anchor(String heading) {
    return heading
        .replaceAll("`|\\[([^]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }
}
