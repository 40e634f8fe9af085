package io.surgetank.testkit.parity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The promises that the tests of a class or a contract verify.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Verifies {
  Promise[] value();
}
