/// Copies and checks of a store: backup, restore, doctor. Implemented by `sqlite`; used by `cli`.
@NullMarked
package io.surgetank.core.maintenance;

import org.jspecify.annotations.NullMarked;
