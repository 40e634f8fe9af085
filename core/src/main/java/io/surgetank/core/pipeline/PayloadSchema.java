package io.surgetank.core.pipeline;

/// A pipeline's JSON Schema (2020-12): its text, and its file name for errors and `/openapi.json`.
public record PayloadSchema(String fileName, String json) {}
