@NullMarked
package io.surgetank.local.access;

import org.jspecify.annotations.NullMarked;
