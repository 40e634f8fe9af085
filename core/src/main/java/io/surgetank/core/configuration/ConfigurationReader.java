package io.surgetank.core.configuration;

import io.surgetank.core.pipeline.Pipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `surgetank.yaml`. What may stand in it is told in docs/configuration.md.
public final class ConfigurationReader {
  /// Each pipeline has counters and workers of its own; a thousand would not fit one machine.
  static final int MAX_PIPELINES = 200;

  private ConfigurationReader() {}

  /// Reads a descriptor and the schema files it names. Never throws for what stands in them.
  public static ConfigurationResult read(ConfigurationSource configurationSource) {
    return read(configurationSource, new SchemaLinter()::faults);
  }

  /// Reads a descriptor, leaving to `check` what is wrong with a schema.
  static ConfigurationResult read(
      ConfigurationSource configurationSource, SchemaFiles.Check check) {
    var errorCollector = new ErrorCollector(configurationSource.name());
    var schemas = new SchemaFiles(configurationSource.files(), errorCollector, check);
    var root = new YamlDocument(configurationSource.yaml(), errorCollector).compose();
    var pipelines =
        root.flatMap(
            node -> pipelines(YamlMap.root(node, errorCollector), schemas, errorCollector));
    return errorCollector.isEmpty()
        // Without a fault every pipeline was read.
        ? new ConfigurationResult.Valid(pipelines.orElseThrow())
        : new ConfigurationResult.Invalid(errorCollector.sorted());
  }

  /// The handlers that the descriptor names and where, as far as it can be read: whoever can load
  /// them can report what is wrong with them beside every other fault.
  public static List<NamedHandler> handlers(ConfigurationSource configurationSource) {
    var unreported = new ErrorCollector(configurationSource.name());
    var schemas = new SchemaFiles(configurationSource.files(), unreported, schema -> List.of());
    return new YamlDocument(configurationSource.yaml(), unreported)
        .compose().stream()
            .flatMap(node -> sections(YamlMap.root(node, unreported), schemas).stream())
            .map(PipelineSection::handler)
            .toList();
  }

  private static Optional<Pipelines> pipelines(
      YamlMap file, SchemaFiles schemas, ErrorCollector errorCollector) {
    var read = sections(file, schemas);
    if (!errorCollector.isEmpty()) return Optional.empty();
    return Optional.of(new Pipelines(read.stream().map(PipelineSection::pipeline).toList()));
  }

  private static List<PipelineSection> sections(YamlMap file, SchemaFiles schemas) {
    var section = file.requiredSection("pipelines");
    // A place of the user's own for anchors that several pipelines refer to.
    file.names().stream().filter(name -> name.startsWith("x-")).forEach(file::node);
    file.refuseOthers();
    if (!section.isAbsent() && section.names().isEmpty())
      file.fault("pipelines", "holds no pipeline", "describe at least one");
    if (section.names().size() > MAX_PIPELINES) {
      file.fault("pipelines", "holds over " + MAX_PIPELINES + " pipelines", "split the file");
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
