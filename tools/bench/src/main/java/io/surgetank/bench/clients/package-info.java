/// HTTP clients for the isolation benchmark: a measured one, and many that occupy the server. Uses
/// only the JDK.
@NullMarked
package io.surgetank.bench.clients;

import org.jspecify.annotations.NullMarked;
