/// An issuer of JSON Web Tokens for tests, by the JDK alone: independent of the library that
/// verifies them.
@NullMarked
package io.surgetank.testkit.token;

import org.jspecify.annotations.NullMarked;
