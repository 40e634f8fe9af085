@NullMarked
package io.surgetank.local.iam;

import org.jspecify.annotations.NullMarked;
