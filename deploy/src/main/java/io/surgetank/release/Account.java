package io.surgetank.release;

/// An account of AWS in one region, with the credentials of whoever sits here.
public interface Account extends AutoCloseable {
  /// Twelve digits.
  String number();

  String region();

  Formation formation();

  Bucket bucket(String name);

  /// What there is of the stack of this name.
  Sight sight(String stack);

  @Override
  void close();
}
