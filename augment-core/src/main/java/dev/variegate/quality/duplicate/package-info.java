/** Near-duplicate images: thumbnails, hashes that bring likely ones together, and registration. */
@API(status = API.Status.INTERNAL)
package dev.variegate.quality.duplicate;

import org.apiguardian.api.API;
