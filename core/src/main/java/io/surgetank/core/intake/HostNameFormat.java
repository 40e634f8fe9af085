package io.surgetank.core.intake;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import io.surgetank.core.idna.HostNames;
import java.util.function.Predicate;

/// The formats `hostname` and `idn-hostname`. The library's `hostname` accepts labels that are no
/// Punycode, and its `idn-hostname` knows Unicode as of 2002.
record HostNameFormat(String name, Predicate<String> rule) implements Format {
  static HostNameFormat ascii() {
    return new HostNameFormat("hostname", HostNames::isAscii);
  }

  static HostNameFormat international() {
    return new HostNameFormat("idn-hostname", HostNames::isInternational);
  }

  @Override
  public boolean matches(ExecutionContext context, String value) {
    return rule.test(value);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getMessageKey() {
    return "format." + name;
  }
}
