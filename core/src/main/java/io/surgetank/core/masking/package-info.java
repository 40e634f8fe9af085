/// Hides the values of jobs that a pipeline's schema marks with `"x-secret": true`. Uses `schema`,
/// `pipeline`, `job` and `json`; used where texts and records leave the server: `api`, `work`.
@NullMarked
package io.surgetank.core.masking;

import org.jspecify.annotations.NullMarked;
