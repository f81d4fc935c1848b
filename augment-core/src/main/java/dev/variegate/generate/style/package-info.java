/** Style transfer and image translation. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.style;

import org.apiguardian.api.API;
