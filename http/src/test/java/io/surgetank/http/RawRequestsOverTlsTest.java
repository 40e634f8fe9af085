package io.surgetank.http;

import io.surgetank.http.tls.ServerCertificate;
import io.surgetank.http.tls.TlsFiles;
import io.surgetank.http.tls.TransportSecurity;
import io.surgetank.testkit.wire.RawHttp;
import io.surgetank.testkit.wire.TestCertificate;
import java.io.IOException;

/// The same requests over TLS, from the JDK's client.
class RawRequestsOverTlsTest extends RawRequestsTest {
  private static final TestCertificate CERTIFICATE = TestCertificate.create();

  @Override
  TransportSecurity transportSecurity() {
    var read = ServerCertificate.read(new TlsFiles(CERTIFICATE.certificate(), CERTIFICATE.key()));
    return new TransportSecurity.Tls(() -> read);
  }

  @Override
  String say(int port, byte[] bytes) throws IOException {
    return RawHttp.say(CERTIFICATE.clientContext().getSocketFactory(), port, bytes);
  }
}
