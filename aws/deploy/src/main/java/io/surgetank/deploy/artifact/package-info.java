/// The deployment zip, with a user's configuration, schemas and handlers.
@NullMarked
package io.surgetank.deploy.artifact;

import org.jspecify.annotations.NullMarked;
