/** A decoded image, what its header says, and the native libraries that hold its samples. */
@API(status = API.Status.STABLE)
package dev.variegate.image;

import org.apiguardian.api.API;
