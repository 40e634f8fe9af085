/// A pipeline: what it accepts, how it processes and retries jobs, how long it keeps records. Uses
/// `access`, `job` and `json`; read from a file by `configuration`.
@NullMarked
package io.surgetank.core.pipeline;

import org.jspecify.annotations.NullMarked;
