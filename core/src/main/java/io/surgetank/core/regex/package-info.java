/// Regular expressions of JSON Schema (ECMA-262), matched in linear time. Uses nothing of ours;
/// used by `accept` and `descriptor`.
@NullMarked
package io.surgetank.core.regex;

import org.jspecify.annotations.NullMarked;
