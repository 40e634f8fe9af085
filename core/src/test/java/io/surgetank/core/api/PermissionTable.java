package io.surgetank.core.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What each kind of principal gets from each operation. [PermissionTableTest] requests every cell,
/// and docs/security.md has the same table.
final class PermissionTable {
  /// `+`: admitted; otherwise the status. `{id}` is the job of another principal, `{own}` one of
  /// the principal itself or of its tenant; without credentials and for the operator token, jobs
  /// have no owner.
  private static final String TABLE =
      """
      operation                 open none sub  own  both read sec  oper adm  ten  bnd  els  tok  aws  awst
      GET /                     +    401  +    +    +    +    +    +    +    +    +    +    +    +    +
      GET /health/live          +    +    +    +    +    +    +    +    +    +    +    +    +    +    +
      GET /health/ready         +    +    +    +    +    +    +    +    +    +    +    +    +    +    +
      GET /metrics              +    401  403  403  403  +    +    +    +    403  403  403  +    +    +
      GET /openapi.json         +    401  +    +    +    +    +    +    +    +    +    +    +    +    +
      POST /parcels             +    401  +    403  +    403  403  403  +    +    +    403  +    +    +
      GET /parcels              +    401  403  +    +    +    +    +    +    +    +    403  +    +    +
      GET /parcels/{id}         +    401  403  404  404  +    +    +    +    404  +    403  +    +    +
      GET /parcels/{own}        +    401  403  +    +    +    +    +    +    +    +    403  +    +    +
      DELETE /parcels/{id}      +    401  403  403  404  403  403  +    +    404  +    403  +    +    +
      DELETE /parcels/{own}     +    401  403  403  +    403  403  +    +    +    +    403  +    +    +
      GET /ops/v1/jobs          401  401  403  403  403  +    +    +    +    403  +    +    +    401  +
      GET /ops/v1/jobs/{id}     401  401  403  403  403  +    +    +    +    403  +    404  +    401  +
      DELETE /ops/v1/jobs/{id}  401  401  403  403  403  403  403  +    +    403  +    404  +    401  +
      POST /ops/v1/jobs/cancel  401  401  403  403  403  403  403  +    +    403  +    +    +    401  +
      POST /ops/v1/jobs/move    401  401  403  403  403  403  403  +    +    403  +    +    +    401  +
      GET /ops/v1/dead          401  401  403  403  403  +    +    +    +    403  +    +    +    401  +
      POST /ops/v1/dead/redrive 401  401  403  403  403  403  403  +    +    403  +    +    +    401  +
      POST /ops/v1/dead/purge   401  401  403  403  403  403  403  +    +    403  +    +    +    401  +
      GET /ops/v1/audit-log     401  401  403  403  403  +    +    +    +    403  403  403  +    401  +
      GET /ops/v1/ledger        401  401  403  403  403  +    +    +    +    403  +    +    +    401  +
      GET /ops/v1/verify        401  401  403  403  403  403  403  +    +    403  403  403  +    401  +
      GET /ops/v1/version       401  401  +    +    +    +    +    +    +    +    +    +    +    401  +
      GET /ops/v1/openapi.json  401  401  +    +    +    +    +    +    +    +    +    +    +    401  +
      GET /ops/v1/keys          401  401  403  403  403  403  403  403  +    403  403  403  +    401  501
      POST /ops/v1/keys         401  401  403  403  403  403  403  403  +    403  403  403  +    401  501
      POST /ops/v1/keys/revoke  401  401  403  403  403  403  403  403  +    403  403  403  +    401  501
      POST /ops/v1/keys/rotate  401  401  403  403  403  403  403  403  +    403  403  403  +    401  501
      """;

  /// The columns, as docs/security.md explains them.
  private static final List<String> COLUMNS =
      List.of(
          "open",
          "closed",
          "`submit`",
          "`read:own`",
          "`submit` `read:own`",
          "`read`",
          "`read:secrets`",
          "`operate`",
          "`admin`",
          "tenant",
          "bound",
          "bound elsewhere",
          "operator token",
          "AWS",
          "AWS, token");

  /// @param path `{id}` and `{own}` are jobs
  /// @param cells in the order of the columns
  record Row(String method, String path, List<String> cells) {
    /// As a route.
    String operation() {
      return method + " " + path.replace("{own}", "{id}");
    }

    /// The cell of a column of the text.
    String cell(String column) {
      return cells.get(columns().indexOf(column));
    }

    private String title() {
      String shown = path.replace("/parcels", "/PATH").replace("{own}", "{id}");
      return "`" + method + " " + shown + "`" + (path.endsWith("{own}") ? ", own job" : "");
    }
  }

  private PermissionTable() {}

  static List<Row> rows() {
    return TABLE
        .lines()
        .skip(1)
        .map(line -> List.of(line.split(" +", -1)))
        .map(words -> new Row(words.get(0), words.get(1), words.subList(2, words.size())))
        .toList();
  }

  /// Their short names in the text.
  static List<String> columns() {
    return List.of(TABLE.lines().findFirst().orElseThrow().split(" +", -1))
        .subList(1, COLUMNS.size() + 1);
  }

  static String markdown() {
    var lines = new ArrayList<String>();
    lines.add("| | " + String.join(" | ", COLUMNS) + " |");
    lines.add("|---|" + "---|".repeat(COLUMNS.size()));
    for (Row row : rows())
      lines.add(
          "| "
              + row.title()
              + " | "
              + row.cells().stream()
                  .map(cell -> cell.equals("+") ? "✓" : cell)
                  .collect(Collectors.joining(" | "))
              + " |");
    return String.join("\n", lines);
  }
}
