package io.surgetank.core.api;

/// An operation, and what it requires.
record SecuredOperation(Permission permission, Operation operation) {}
