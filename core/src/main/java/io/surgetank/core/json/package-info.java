/// JSON as this project reads and writes it. Uses no other package; used by all that read JSON.
@NullMarked
package io.surgetank.core.json;

import org.jspecify.annotations.NullMarked;
