/** What a network makes of an image before all of it is described. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.preview;

import org.apiguardian.api.API;
