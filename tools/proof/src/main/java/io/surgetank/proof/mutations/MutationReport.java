package io.surgetank.proof.mutations;

import io.surgetank.proof.mutations.Mutant.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the XML report of PIT.
///
/// @param sources folder of the source files
record MutationReport(Path sources) {

  List<Mutant> read(Path file) throws IOException {
    var mutants = new ArrayList<Mutant>();
    var lines = new HashMap<Path, List<String>>();
    try (var input = Files.newInputStream(file)) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(input);
      while (xml.hasNext())
        if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("mutation"))
          mutants.add(mutant(xml, lines));
    } catch (XMLStreamException malformed) {
      throw new IOException(file + " is not a report of PIT", malformed);
    }
    return mutants;
  }

  private Mutant mutant(XMLStreamReader xml, Map<Path, List<String>> lines)
      throws XMLStreamException, IOException {
    String status = xml.getAttributeValue(null, "status");
    boolean detected = Boolean.parseBoolean(xml.getAttributeValue(null, "detected"));
    Map<String, String> values = children(xml);
    String className = value(values, "mutatedClass");
    int line = Integer.parseInt(value(values, "lineNumber"));
    Path source = source(className, value(values, "sourceFile"));
    if (!lines.containsKey(source)) lines.put(source, Files.readAllLines(source));
    List<String> text = Objects.requireNonNull(lines.get(source));
    return new Mutant(
        className,
        value(values, "mutatedMethod"),
        line,
        text.get(line - 1).strip(),
        value(values, "description"),
        result(detected, status));
  }

  private static Map<String, String> children(XMLStreamReader xml) throws XMLStreamException {
    var values = new HashMap<String, String>();
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) depth--;
      if (event != XMLStreamConstants.START_ELEMENT) continue;
      String name = xml.getLocalName();
      if (name.equals("indexes") || name.equals("blocks")) depth++;
      else values.put(name, xml.getElementText());
    }
    return values;
  }

  private static String value(Map<String, String> values, String name) throws IOException {
    String value = values.get(name);
    if (value == null) throw new IOException("a mutation without " + name);
    return value;
  }

  private Path source(String className, String file) {
    String packageName = className.substring(0, className.lastIndexOf('.'));
    return sources.resolve(packageName.replace('.', '/')).resolve(file);
  }

  private static Result result(boolean detected, String status) {
    if (detected) return Result.KILLED;
    return status.equals("NO_COVERAGE") ? Result.NOT_COVERED : Result.SURVIVED;
  }
}
