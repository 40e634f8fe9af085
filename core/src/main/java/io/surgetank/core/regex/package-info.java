/// Regular expressions of JSON Schema (ECMA-262), matched in linear time. Uses no other package;
/// used by `intake` and `configuration`.
@NullMarked
package io.surgetank.core.regex;

import org.jspecify.annotations.NullMarked;
