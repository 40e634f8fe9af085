package io.surgetank.deploy.terraform;

import io.surgetank.core.digest.Sha256;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.Alarms;
import io.surgetank.deploy.stack.Dashboard;
import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.Regions;
import io.surgetank.deploy.stack.Schedule;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;

/// `stack.json`: every value of a stack that follows from the configuration, with Terraform's
/// names. Application, stage, region and account are set when it is deployed; until then there are
/// placeholders: `${Application}`, `${Stage}`, and CloudFormation's names for the others.
public final class StackFile {
  /// How each such file begins.
  public static final String BEGINNING = "{\n  \"zip_sha256\"";

  private static final String APPLICATION = "${Application}";
  private static final String STAGE = "${Stage}";

  private final Stack stack;

  private StackFile(Pipelines pipelines, StackSettings settings) {
    StackSettings placeholders =
        settings.named(APPLICATION, STAGE, StackSettings.Place.OF_DEPLOYMENT);
    stack = StackFactory.withPlaceholders(pipelines, settings, placeholders);
  }

  /// Its path: beside the zip that it belongs to.
  public static Path beside(Path zip) {
    return zip.toAbsolutePath().resolveSibling("stack.json");
  }

  /// Writes the file beside the zip and returns its path. Throws [UncheckedIOException] with a
  /// message if it cannot.
  public static Path write(Pipelines pipelines, StackSettings settings, Path zip) {
    Path file = beside(zip);
    write(pipelines, settings, zip, file);
    return file;
  }

  /// Writes the file of a zip to any path.
  public static void write(Pipelines pipelines, StackSettings settings, Path zip, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text(pipelines, settings, Sha256.hex(Files.readAllBytes(zip))));
    } catch (IOException unwritten) {
      throw new UncheckedIOException("cannot write " + file, unwritten);
    }
  }

  /// @param zipSha256 of the zip that the functions run, in hexadecimal digits
  private static String text(Pipelines pipelines, StackSettings settings, String zipSha256) {
    return Json.MAPPER
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(new StackFile(pipelines, settings).whole(zipSha256))
            .replace("\r", "")
        + "\n";
  }

  private Map<String, Object> whole(String zipSha256) {
    var whole = new LinkedHashMap<String, Object>();
    whole.put("zip_sha256", zipSha256);
    whole.put("name", stack.name());
    whole.put("functions", functions());
    whole.put("pipelines", new PipelineEntries(stack).all());
    whole.put("table", new TableEntry(stack.dynamoTable()).value());
    whole.put("api", api(stack.api()));
    whole.put("schedules", schedules());
    whole.put("alarms", alarms());
    whole.put("dashboard", Dashboard.of(stack, STAGE).body(stack.region()));
    whole.put("regions", regions());
    return whole;
  }

  private Map<String, Object> functions() {
    var functions = new LinkedHashMap<String, Object>();
    for (LambdaFunction lambdaFunction : stack.functions())
      functions.put(
          lambdaFunction.ref().function(),
          entry(
              "name", lambdaFunction.name(),
              "handler", lambdaFunction.handler(),
              "memory_size", lambdaFunction.memory(),
              "timeout", lambdaFunction.timeout().toSeconds(),
              "environment", new TreeMap<>(lambdaFunction.environment()),
              "statements", lambdaFunction.policy().stream().map(this::statement).toList()));
    return functions;
  }

  private Map<String, Object> statement(LambdaFunction.Statement statement) {
    return entry(
        "actions",
        statement.actions(),
        "resources",
        statement.resources().stream().map(resource -> resource.arn(stack.place())).toList());
  }

  private Map<String, Object> api(HttpApi api) {
    var routes = new LinkedHashMap<String, Object>();
    for (HttpApi.Route route : api.routes())
      routes.put(
          route.key(),
          entry("function", route.function().function(), "is_submission", route.isSubmission()));
    return entry(
        "name", api.name(),
        "routes", routes,
        "throttling_rate_limit", api.throttle().rate(),
        "throttling_burst_limit", api.throttle().burst(),
        "access_log_format", HttpApi.ACCESS_LOG,
        "cors",
            entry(
                "allow_methods", HttpApi.CORS_METHODS,
                "allow_headers", HttpApi.CORS_HEADERS,
                "expose_headers", HttpApi.CORS_EXPOSED,
                "max_age", HttpApi.CORS_MAX_AGE.toSeconds()));
  }

  private Map<String, Object> schedules() {
    var schedules = new LinkedHashMap<String, Object>();
    for (Schedule schedule : stack.schedules())
      schedules.put(
          schedule.function().function(),
          entry(
              "name", schedule.name(),
              "schedule_expression", schedule.expression()));
    return schedules;
  }

  private Map<String, Object> alarms() {
    var alarms = new LinkedHashMap<String, Object>();
    for (var alarm : Alarms.of(stack, STAGE))
      alarms.put(alarm.name(), new AlarmEntry(alarm).value());
    return alarms;
  }

  private static Map<String, Object> regions() {
    return entry(
        "with_snap_start",
        known(region -> region.snapStart() == Regions.SnapStart.YES),
        "without_http_apis",
        known(region -> region.httpApis() == Regions.HttpApis.NO));
  }

  private static List<String> known(java.util.function.Predicate<Regions.Region.Known> is) {
    return Regions.known().keySet().stream()
        .filter(name -> Regions.of(name) instanceof Regions.Region.Known region && is.test(region))
        .sorted()
        .toList();
  }

  /// A map of alternating names and values.
  static Map<String, Object> entry(Object... namesAndValues) {
    var entry = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2)
      entry.put((String) namesAndValues[i], namesAndValues[i + 1]);
    return entry;
  }
}
