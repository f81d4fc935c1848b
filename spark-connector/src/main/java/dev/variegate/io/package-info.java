/** Data sources and sinks for images and their annotations. */
@API(status = API.Status.INTERNAL)
package dev.variegate.io;

import org.apiguardian.api.API;
