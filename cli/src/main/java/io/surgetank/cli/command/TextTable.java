package io.surgetank.cli.command;

import java.util.ArrayList;
import java.util.List;

/// A table of text. The last column is not padded.
final class TextTable {
  private static final int GAP = 2;

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... headings) {
    this.headings = List.of(headings);
  }

  void row(String... cells) {
    if (cells.length != headings.size())
      throw new IllegalArgumentException("a row has a cell for each heading");
    var printable = new ArrayList<String>();
    for (String cell : cells) printable.add(PrintableText.line(cell));
    rows.add(printable);
  }

  void print(Terminal terminal) {
    terminal.styled(terminal.strong(line(headings, widths())));
    printRows(terminal);
  }

  /// Prints rows without headings, to continue a table.
  void printRows(Terminal terminal) {
    int[] widths = widths();
    for (List<String> row : rows) {
      var cells = new ArrayList<String>();
      for (int column = 0; column < widths.length; column++)
        cells.add(terminal.status(padded(row.get(column), column, widths)));
      terminal.styled(String.join("", cells).stripTrailing());
    }
  }

  private int[] widths() {
    int[] widths = new int[headings.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = headings.get(column).length();
      for (List<String> row : rows)
        widths[column] = Math.max(widths[column], row.get(column).length());
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++)
      line.append(padded(cells.get(column), column, widths));
    return line.toString().stripTrailing();
  }

  private static String padded(String cell, int column, int[] widths) {
    boolean last = column == widths.length - 1;
    return last ? cell : cell + " ".repeat(widths[column] - cell.length() + GAP);
  }
}
