/// `surgetank.yaml` as text becomes `Pipelines`, or all its faults at once, each with its place and
/// its cure. Uses `pipeline`, `job` and `json`; used by those who start the system. Reads no file:
/// the text and the schema files beside it are handed in.
@NullMarked
package io.surgetank.core.configuration;

import org.jspecify.annotations.NullMarked;
