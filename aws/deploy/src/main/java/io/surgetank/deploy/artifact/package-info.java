/// The deployment zip with a user's descriptor, schemas and handlers laid in.
@NullMarked
package io.surgetank.deploy.artifact;

import org.jspecify.annotations.NullMarked;
