package io.surgetank.core.pipeline;

/// A pipeline's JSON Schema (2020-12): its text, and the file name that errors and `/openapi.json`
/// name it by.
public record PayloadSchema(String fileName, String json) {}
