/** A decoded image, the contents of its header, and the native libraries that hold its samples. */
@API(status = API.Status.STABLE)
package dev.variegate.image;

import org.apiguardian.api.API;
