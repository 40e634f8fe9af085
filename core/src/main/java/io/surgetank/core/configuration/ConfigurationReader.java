package io.surgetank.core.configuration;

import io.surgetank.core.pipeline.Pipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `surgetank.yaml`; its format is in docs/configuration.md.
public final class ConfigurationReader {
  /// Each pipeline has its own counters and workers; a thousand would not fit one machine.
  static final int MAX_PIPELINES = 200;

  private ConfigurationReader() {}

  /// Reads a configuration and its schema files. Never throws for their content.
  public static ConfigurationResult read(ConfigurationSource configurationSource) {
    return read(configurationSource, new SchemaLinter()::errors);
  }

  /// Reads a configuration; `check` finds the errors of schemas.
  static ConfigurationResult read(
      ConfigurationSource configurationSource, SchemaFiles.Check check) {
    var errorCollector = new ErrorCollector(configurationSource.name());
    var schemas = new SchemaFiles(configurationSource.files(), errorCollector, check);
    var root =
        new YamlDocument(configurationSource.yaml(), errorCollector)
            .compose()
            .map(node -> YamlMap.root(node, errorCollector));
    var jwt = root.flatMap(AccessSection::read);
    var pipelines = root.flatMap(file -> pipelines(file, schemas, errorCollector));
    return errorCollector.isEmpty()
        // Without errors every pipeline was read.
        ? new ConfigurationResult.Valid(pipelines.orElseThrow(), jwt)
        : new ConfigurationResult.Invalid(errorCollector.sorted());
  }

  /// The handlers in the configuration with their locations, as far as it is readable, so that the
  /// caller can load them and report their errors together with the others.
  public static List<LocatedHandlerRef> handlers(ConfigurationSource configurationSource) {
    var unreported = new ErrorCollector(configurationSource.name());
    var schemas = new SchemaFiles(configurationSource.files(), unreported, schema -> List.of());
    return new YamlDocument(configurationSource.yaml(), unreported)
        .compose().stream()
            .map(node -> YamlMap.root(node, unreported))
            .flatMap(file -> sections(file, schemas).stream())
            .map(PipelineSection::handler)
            .toList();
  }

  /// Which JSON Web Tokens the configuration accepts, as far as it is readable, so that the caller
  /// can read the files that it names and report their errors together with the others.
  public static Optional<LocatedJwtSettings> jwt(ConfigurationSource configurationSource) {
    var unreported = new ErrorCollector(configurationSource.name());
    return new YamlDocument(configurationSource.yaml(), unreported)
        .compose()
        .map(node -> YamlMap.root(node, unreported))
        .flatMap(AccessSection::read);
  }

  private static Optional<Pipelines> pipelines(
      YamlMap file, SchemaFiles schemas, ErrorCollector errorCollector) {
    var auditLog = PipelineSection.keep(file.section("auditLog"), Pipelines.KEEP_AUDIT_LOG);
    var read = sections(file, schemas);
    if (!errorCollector.isEmpty()) return Optional.empty();
    return Optional.of(
        new Pipelines(read.stream().map(PipelineSection::pipeline).toList(), auditLog));
  }

  private static List<PipelineSection> sections(YamlMap file, SchemaFiles schemas) {
    var section = file.requiredSection("pipelines");
    // Extension keys, for anchors that several pipelines share.
    file.names().stream().filter(name -> name.startsWith("x-")).forEach(file::node);
    file.refuseOthers();
    if (!section.isAbsent() && section.names().isEmpty())
      file.error("pipelines", "has no pipeline", "add at least one");
    if (section.names().size() > MAX_PIPELINES) {
      file.error("pipelines", "has more than " + MAX_PIPELINES + " pipelines", "split the file");
      return List.of();
    }
    var pathRules = new PathRules();
    var read = new ArrayList<PipelineSection>();
    for (var name : section.names()) read.add(PipelineSection.read(name, section, schemas));
    read.forEach(pathRules::claim);
    pathRules.check();
    return read;
  }
}
