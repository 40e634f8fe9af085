/// Turns the text of `surgetank.yaml` into `Pipelines`, or all its errors, each with a location and
/// a hint. Uses `pipeline`, `job` and `json`; used at startup. Reads no file itself: the caller
/// passes the text and the schema files.
@NullMarked
package io.surgetank.core.configuration;

import org.jspecify.annotations.NullMarked;
